namespace ProductGate.Service.Audit;

/// <summary>Section <c>Audit</c> of the configuration.</summary>
public sealed class LogOptions
{
    /// <summary>False where another installation seals this database, or to measure without it.</summary>
    public bool Seal { get; set; } = true;

    /// <summary>The name of the log and of its keys, fixed with the first leaf; without spaces.</summary>
    public string Origin { get; set; } = "productgate";

    /// <summary>The Ed25519 key: 32 bytes in base64, or PEM (PKCS#8). Or the file that holds it.</summary>
    public string? Key { get; set; }
    public string? KeyFile { get; set; }

    /// <summary>While the key is changed: the one before, which has to say so.</summary>
    public string? FormerKey { get; set; }
    public string? FormerKeyFile { get; set; }

    /// <summary>Where checkpoints are published: a folder, best on storage that the database's owner does not own.</summary>
    public string? Folder { get; set; }

    /// <summary>Where they are committed too: a clone of a git repository, and the remote that it is pushed to.</summary>
    public string? Git { get; set; }
    public string? GitRemote { get; set; }

    /// <summary>The address of a time stamping service (RFC 3161); its answers lie beside the checkpoints in the folder.</summary>
    public Uri? Timestamp { get; set; }

    /// <summary>Who signs checkpoints as well, having seen that the log only grew (C2SP tlog-witness).</summary>
    public WitnessOptions[] Witnesses { get; set; } = [];

    /// <summary>How often at most.</summary>
    public TimeSpan Publish { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many sealed leaves a second are compared with what they were made of; none to leave it. A hundred take about a fiftieth of a core, and get through a million in three hours.</summary>
    public int Recheck { get; set; } = 100;
}

/// <summary>A witness: where it takes checkpoints, and its public key.</summary>
public sealed class WitnessOptions
{
    public string Url { get; set; } = "";
    public string Key { get; set; } = "";
}
