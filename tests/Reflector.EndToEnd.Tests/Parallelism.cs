// Servers that are killed and a browser that is looked at need the processor for themselves.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
