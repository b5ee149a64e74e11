using System.Buffers.Binary;
using System.Text;

namespace ProductGate.Domain;

/// <summary>A file inside a bundle.</summary>
public sealed record BundleFile(string Name, ReadOnlyMemory<byte> Content);

/// <summary>
/// Zip files in one form only: nothing compressed, one fixed time, no extra fields, no comments. So the same files make the same
/// bytes, and whatever byte is changed in a zip file, it is no longer of this form, or one of its files is not what it was.
/// </summary>
public static class StoredZip
{
    private const int LocalLength = 30;

    public static byte[] Write(IReadOnlyList<BundleFile> files)
    {
        var (zip, central) = (new MemoryStream(), new MemoryStream());
        foreach (var file in files)
        {
            var (name, at, crc) = (Encoding.UTF8.GetBytes(file.Name), (uint)zip.Position, Crc32.Of(file.Content.Span));
            zip.Write(Local(name.Length, crc, (uint)file.Content.Length));
            zip.Write(name);
            zip.Write(file.Content.Span);
            central.Write(Central(name.Length, crc, (uint)file.Content.Length, at));
            central.Write(name);
        }
        var (start, length) = ((uint)zip.Position, (uint)central.Length);
        central.WriteTo(zip);
        zip.Write(End(files.Count, length, start));
        return zip.ToArray();
    }

    /// <summary>Null where the bytes are not exactly what <see cref="Write"/> makes of the files found in them.</summary>
    public static IReadOnlyList<BundleFile>? Read(ReadOnlyMemory<byte> zip)
    {
        var (files, at, starts) = (new List<BundleFile>(), 0, new List<int>());
        while (Next(zip[at..]) is { } file)
        {
            starts.Add(at);
            files.Add(file);
            at += LocalLength + Encoding.UTF8.GetByteCount(file.Name) + file.Content.Length;
        }
        return zip.Span[at..].SequenceEqual(Directory(files, starts, at)) ? files : null;
    }

    /// <summary>The file that begins here, if its header is just what its name and content make it.</summary>
    private static BundleFile? Next(ReadOnlyMemory<byte> zip)
    {
        if (zip.Length < LocalLength) return null;
        var (length, size) = (BinaryPrimitives.ReadUInt16LittleEndian(zip.Span[26..]), BinaryPrimitives.ReadUInt32LittleEndian(zip.Span[18..]));
        if (zip.Length - LocalLength - length < size) return null;
        var name = zip.Span.Slice(LocalLength, length);
        var content = zip.Slice(LocalLength + length, (int)size);
        return zip.Span[..LocalLength].SequenceEqual(Local(length, Crc32.Of(content.Span), size)) && System.Text.Unicode.Utf8.IsValid(name) ? new(Encoding.UTF8.GetString(name), content) : null;
    }

    private static byte[] Directory(List<BundleFile> files, List<int> starts, int at)
    {
        var central = new MemoryStream();
        foreach (var (file, start) in files.Zip(starts))
        {
            var name = Encoding.UTF8.GetBytes(file.Name);
            central.Write(Central(name.Length, Crc32.Of(file.Content.Span), (uint)file.Content.Length, (uint)start));
            central.Write(name);
        }
        central.Write(End(files.Count, (uint)central.Length, (uint)at));
        return central.ToArray();
    }

    /// <summary>Version 2.0, names in UTF-8, stored, 1 January 1980 at midnight.</summary>
    private static byte[] Local(int nameLength, uint crc, uint size) => [.. "PK\u0003\u0004"u8, 20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0, .. Four(crc), .. Four(size), .. Four(size), .. Two(nameLength), 0, 0];

    private static byte[] Central(int nameLength, uint crc, uint size, uint start)
    {
        var local = Local(nameLength, crc, size);
        return [.. "PK\u0001\u0002"u8, 20, 0, .. local[4..], .. new byte[10], .. Four(start)];
    }

    private static byte[] End(int files, uint length, uint start) => [.. "PK\u0005\u0006"u8, 0, 0, 0, 0, .. Two(files), .. Two(files), .. Four(length), .. Four(start), 0, 0];

    private static byte[] Two(int value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] Four(uint value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];
}
