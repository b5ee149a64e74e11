using System.Buffers.Binary;

namespace ProductGate.Domain;

/// <summary>The checksum of zip files, eight bytes at a time: a bundle is read as fast as it is hashed.</summary>
internal static class Crc32
{
    private static readonly uint[] Table = Make();

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var low = crc ^ BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = Table[0x700 + (low & 0xFF)] ^ Table[0x600 + ((low >> 8) & 0xFF)] ^ Table[0x500 + ((low >> 16) & 0xFF)] ^ Table[0x400 + (low >> 24)]
                ^ Table[0x300 + (high & 0xFF)] ^ Table[0x200 + ((high >> 8) & 0xFF)] ^ Table[0x100 + ((high >> 16) & 0xFF)] ^ Table[high >> 24];
        }
        foreach (var b in bytes) crc = (crc >> 8) ^ Table[(crc ^ b) & 0xFF];
        return ~crc;
    }

    private static uint[] Make()
    {
        var table = new uint[8 * 256];
        for (var i = 0u; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320u);
            table[i] = crc;
        }
        for (var i = 256; i < table.Length; i++) table[i] = (table[i - 256] >> 8) ^ table[table[i - 256] & 0xFF];
        return table;
    }
}
