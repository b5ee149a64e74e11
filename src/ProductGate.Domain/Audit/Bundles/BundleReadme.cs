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

          # 3. Every fact is in the tree that the checkpoint's third line is the root of. climb INDEX SIZE HASH PROOF...: the root.
          node() { printf '01%s%s' $1 $2 | xxd -r -p | sha256sum | cut -c1-64; }
          leaf() { { printf '\0'; cat; } | sha256sum | cut -c1-64; }
          climb() {
            i=$1; last=$(($2 - 1)); hash=$3; shift 3
            for beside; do
              if [ $((i % 2)) = 1 ] || [ $i = $last ]; then
                hash=$(node $beside $hash)
                while [ $((i % 2)) = 0 ] && [ $i != 0 ]; do i=$((i / 2)); last=$((last / 2)); done
              else
                hash=$(node $hash $beside)
              fi
              i=$((i / 2)); last=$((last / 2))
            done
            echo $hash
          }
          size=$(sed -n 2p checkpoint.txt); root=$(sed -n 3p checkpoint.txt | base64 -d | xxd -p -c 64)
          n=0; head=$(printf '%064d' 0)
          while IFS= read -r fact; do
            hash=$(printf '%s' "$fact" | leaf)
            [ $(climb $(jq ".facts[$n].index" proofs.json) $size $hash $(jq -r ".facts[$n].proof[][7:]" proofs.json)) = $root ] || echo "FACT $n IS NOT IN THE LOG"
            head=$(printf '02%s%s' $head $hash | xxd -r -p | sha256sum | cut -c1-64)
            n=$((n + 1))
          done < facts.ndjson
          echo "$n facts looked up in the log"

          # 4. These are all facts of the product: the map has it with just this head and length.
          entry=$(printf '{"head":"sha256:%s","length":%d,"product":%s}' $head $n "$(jq .product manifest.json)" | leaf)
          set -- $(sed -n 4p checkpoint.txt)
          [ $(climb $(jq .map.index proofs.json) $2 $entry $(jq -r '.map.proof[][7:]' proofs.json)) = $(printf %s $3 | base64 -d | xxd -p -c 64) ] && echo "The map has the product with these facts."

          # 5. The log grew out of the older checkpoint in the bundle. (Of yours: write its size and root here.)
          from=$(jq '.consistency[0].from' proofs.json)
          if [ $from != null ]; then
            old=$(sed -n 3p checkpoints/$from.txt | base64 -d | xxd -p -c 64)
            set -- $(jq -r '.consistency[0].proof[][7:]' proofs.json)
            [ $((from & (from - 1))) != 0 ] || set -- $old $*
            i=$((from - 1)); last=$((size - 1)); was=$1; is=$1; shift
            while [ $((i % 2)) = 1 ]; do i=$((i / 2)); last=$((last / 2)); done
            for beside; do
              if [ $((i % 2)) = 1 ] || [ $i = $last ]; then
                was=$(node $beside $was); is=$(node $beside $is)
                while [ $((i % 2)) = 0 ] && [ $i != 0 ]; do i=$((i / 2)); last=$((last / 2)); done
              else
                is=$(node $is $beside)
              fi
              i=$((i / 2)); last=$((last / 2))
            done
            [ $was = $old ] && [ $is = $root ] && echo "The log grew out of the $from leaves of the older checkpoint."
          fi

        """.ReplaceLineEndings("\n");
}
