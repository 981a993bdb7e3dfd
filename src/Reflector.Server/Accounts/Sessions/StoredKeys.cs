using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace Reflector.Server.Accounts.Sessions;

/// <summary>Keeps the keys of the framework's data protection in the database: every node reads what any node has signed.</summary>
/// <param name="database">Where they are.</param>
/// <param name="onlyEncrypted">Whether keys from before <c>SECRET_KEY</c> was set, which anybody with a copy can read, count no more.</param>
internal sealed class StoredKeys(NpgsqlDataSource database, bool onlyEncrypted) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = database.CreateCommand("SELECT xml FROM data_protection_key ORDER BY id");
        using var reader = command.ExecuteReader();
        var elements = new List<XElement>();
        while (reader.Read())
            elements.Add(XElement.Parse(reader.GetString(0)));
        return onlyEncrypted ? elements.FindAll(IsEncrypted) : elements;
    }

    private static bool IsEncrypted(XElement element) =>
        element.Name.LocalName != "key" || element.Descendants(SecretKeyEncryptor.ElementName).Any();

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = database.CreateCommand("INSERT INTO data_protection_key (name, xml) VALUES ($1, $2)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = friendlyName });
        command.Parameters.Add(
            new NpgsqlParameter<string> { TypedValue = element.ToString(SaveOptions.DisableFormatting) }
        );
        command.ExecuteNonQuery();
    }
}
