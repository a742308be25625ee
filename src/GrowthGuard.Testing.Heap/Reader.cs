using GrowthGuard.Testing;
using GrowthGuard.Testing.Heap;

[assembly: HeapReader(typeof(ClrHeapReader))]
