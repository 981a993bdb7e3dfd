using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Reflector.Server.Configuration;

namespace Reflector.Server.Accounts.Sessions;

/// <summary>AES-GCM under a key made from <c>SECRET_KEY</c>.</summary>
internal sealed class SecretKeyCipher(string secretKey)
{
    private readonly byte[] _key = HKDF.DeriveKey(
        HashAlgorithmName.SHA256,
        Encoding.UTF8.GetBytes(secretKey),
        32,
        info: "reflector data protection"u8.ToArray()
    );

    public string Encrypt(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        Span<byte> sealedText = new byte[Nonce + plain.Length + Tag];
        RandomNumberGenerator.Fill(sealedText[..Nonce]);
        using var aes = new AesGcm(_key, Tag);
        aes.Encrypt(sealedText[..Nonce], plain, sealedText[Nonce..^Tag], sealedText[^Tag..]);
        return Convert.ToBase64String(sealedText);
    }

    /// <exception cref="CryptographicException">It was encrypted with another key, or changed.</exception>
    public string Decrypt(string text)
    {
        ReadOnlySpan<byte> sealedText = Convert.FromBase64String(text);
        if (sealedText.Length < Nonce + Tag)
            throw new CryptographicException("The text is too short");
        var plain = new byte[sealedText.Length - Nonce - Tag];
        using var aes = new AesGcm(_key, Tag);
        aes.Decrypt(sealedText[..Nonce], sealedText[Nonce..^Tag], sealedText[^Tag..], plain);
        return Encoding.UTF8.GetString(plain);
    }

    private const int Nonce = 12;
    private const int Tag = 16;
}

internal sealed class SecretKeyEncryptor(SecretKeyCipher cipher) : IXmlEncryptor
{
    public const string ElementName = "secretKeyEncrypted";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(
            new XElement(ElementName, cipher.Encrypt(plaintextElement.ToString(SaveOptions.DisableFormatting))),
            typeof(SecretKeyDecryptor)
        );
}

/// <summary>Made by the framework, which hands over the services.</summary>
internal sealed class SecretKeyDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var secretKey =
            services.GetRequiredService<ReflectorSettings>().SecretKey
            ?? throw new CryptographicException("SECRET_KEY is not set any more");
        return XElement.Parse(new SecretKeyCipher(secretKey).Decrypt(encryptedElement.Value));
    }
}
