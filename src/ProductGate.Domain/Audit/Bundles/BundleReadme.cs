namespace ProductGate.Domain;

/// <summary>How to check a bundle by hand, for whoever opens one.</summary>
internal static class BundleReadme
{
    public static string Text(string origin) => $$"""
        PRODUCTGATE AUDIT BUNDLE

        Everything that {{origin}} recorded about one product, and the proof that it is unaltered and
        complete. You need neither that server nor its word; you need its public key, which you should
        have from somewhere else than this file. The formats are in src/ProductGate.Domain/Audit/README.md.

          gate audit verify BUNDLE.zip --key KEY       all that can be checked: unaltered, complete, lawful
          python3 verify.py BUNDLE.zip --key KEY       another program by the same text: unaltered, complete

        WHAT IS IN IT
          report.en.html, report.zh-Hans.html   for people; open in a browser, print
          facts.ndjson        one fact a line, in order; refusals.ndjson: commands that were refused
          proofs.json         where each line is in the log's tree, and the hashes that prove it (RFC 9162)
          checkpoint.txt      what the log says it is, signed; checkpoints/: what it said earlier
          keys.json           the log's first public key, and how keys were changed since
          policies/, calendars/   the rules that judged the product; documents.json: what the facts refer to
          manifest.json       the digest of every file

        BY HAND, with openssl 3, sha256sum, xxd and jq, in the folder that you unpacked the bundle into:

          # 1. The files are what the manifest says.
          jq -r '.entries[] | "\(.digest[7:])  \(.name)"' manifest.json | sha256sum -c

          # 2. The checkpoint is signed. KEY is name+id+base64; its last 32 bytes are the Ed25519 key.
          printf '%s' "$KEY" | cut -d+ -f3- | base64 -d | tail -c 32 > key.raw
          { printf '302a300506032b6570032100' | xxd -r -p; cat key.raw; } > key.der
          sed '/^$/,$d' checkpoint.txt > text
          sed -n 's/^.* //p' checkpoint.txt | tail -n 1 | base64 -d | tail -c 64 > signature
          openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in text -sigfile signature

          # 3. A fact (the first: N=0) is in the tree that the checkpoint's third line is the root of.
          N=0; index=$(jq ".facts[$N].index" proofs.json); last=$(( $(sed -n 2p checkpoint.txt) - 1 ))
          hash=$( { printf '\0'; sed -n "$((N + 1))p" facts.ndjson | tr -d '\n'; } | sha256sum | cut -c1-64)
          for beside in $(jq -r ".facts[$N].proof[][7:]" proofs.json); do
            if [ $((index % 2)) = 1 ] || [ $index = $last ]; then
              hash=$(printf '01%s%s' $beside $hash | xxd -r -p | sha256sum | cut -c1-64)
              while [ $((index % 2)) = 0 ] && [ $index != 0 ]; do index=$((index / 2)); last=$((last / 2)); done
            else
              hash=$(printf '01%s%s' $hash $beside | xxd -r -p | sha256sum | cut -c1-64)
            fi
            index=$((index / 2)); last=$((last / 2))
          done
          [ $hash = "$(sed -n 3p checkpoint.txt | base64 -d | xxd -p -c 64)" ] && echo "The fact is in the log."

        """.ReplaceLineEndings("\n");
}
