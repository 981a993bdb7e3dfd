namespace Reflector.Storage.S3;

/// <summary>Where an S3 bucket is and how it is entered.</summary>
public sealed record S3Options
{
    /// <summary><c>bucket</c>, or <c>bucket/folder</c> to keep every key below a folder of it.</summary>
    public required string Bucket { get; init; }

    public string Region { get; init; } = "us-east-1";

    /// <summary>Of a service other than Amazon's, which is then addressed with the bucket in the path.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>With <see cref="SecretAccessKey"/>; without either, the machine's own credentials are used.</summary>
    public string? AccessKeyId { get; init; }

    public string? SecretAccessKey { get; init; }

    /// <summary>A role that is taken on, with the access keys or the machine's own credentials.</summary>
    public string? RoleArn { get; init; }

    /// <summary>Where signed addresses of its objects may point to: <c>scheme://host</c>, for a browser's security policy.</summary>
    public IReadOnlyList<string> Origins =>
        Endpoint is not null
            ? [Endpoint.GetLeftPart(UriPartial.Authority)]
            :
            [
                $"https://{Bucket.Split('/')[0]}.s3.{Region}.amazonaws.com",
                $"https://{Bucket.Split('/')[0]}.s3.amazonaws.com",
                // Names with dots fit no certificate and go into the path.
                $"https://s3.{Region}.amazonaws.com",
            ];

    /// <summary>What lies there was named by somebody else: the rules for our own keys do not hold.</summary>
    public bool HasForeignKeys { get; init; }

    /// <summary>Local folder for what is on its way up or down.</summary>
    public required string SpoolFolder { get; init; }

    /// <summary>Bytes above which a file goes up in parts.</summary>
    public long MultipartAbove { get; init; } = 256L << 20;

    /// <summary>Bytes of a part; more for files that would have more than 10,000 of them.</summary>
    public long PartSize { get; init; } = 64L << 20;
}
