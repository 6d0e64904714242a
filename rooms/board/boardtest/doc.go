// Package boardtest makes changes by the thousand, good and hostile ones, from a seed, and says what the core made of each: the traces that
// Go and TypeScript must agree on. It is for tests and for tools/boardtraces.
package boardtest
