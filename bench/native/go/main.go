// One row with Go's built-in map. See ../README.md for the protocol.
package main

import (
	"fmt"
	"math"
	"os"
	"runtime"
	"sort"
	"strconv"
	"time"
)

type table = map[int32]int32

func fail(what string) {
	fmt.Fprintln(os.Stderr, "Error: wrong answer: "+what)
	os.Exit(1)
}

// --- The data of bench/data/ ------------------------------------------------------------------------------------------

const (
	absent   = 1 << 26
	window   = 65536
	mapLimit = 1 << 24
)

func mix(x uint32) uint32 {
	x = (x ^ x>>16) * 0x7feb352d
	x = (x ^ x>>15) * 0x846ca68b
	return x ^ x>>16
}

func makeKeys(from uint32, count int, seed uint32) []int32 {
	keys := make([]int32, count)
	for i := range keys {
		keys[i] = int32(mix(from + uint32(i) + seed))
	}
	return keys
}

func makeValues(count int, seed uint32) []int32 {
	values := make([]int32, count)
	for i := range values {
		values[i] = int32(mix(uint32(i)^(seed+0x5bd1)) & 0xfffff)
	}
	return values
}

func pickCount(n int) int {
	if n < 200_000 {
		return window
	}
	return 16 * window
}

// In floating point, as JavaScript computes it: an exact product would differ in the last place once in a while.
func makePicks(n int, seed uint32) []int {
	picks := make([]int, pickCount(n))
	for i := range picks {
		share := float64(mix(uint32(i)^(seed+0x3c6e))) / 4294967296.0
		picks[i] = int(math.Floor(share * float64(n)))
	}
	return picks
}

func gather(source []int32, picks []int) []int32 {
	out := make([]int32, len(picks))
	for i, pick := range picks {
		out[i] = source[pick]
	}
	return out
}

type checksum uint32

func (sum *checksum) add(x int32) { *sum = *sum*31 + checksum(uint32(x)) }

// --- The clock -------------------------------------------------------------------------------------------------------

type plan struct {
	warmupMs, timeMs float64
	samples          int
}

// timeSamples returns the median nanoseconds of a sample. The time of before is left out.
func timeSamples(p plan, before, run func()) float64 {
	once := func() float64 {
		before()
		begin := time.Now()
		run()
		return float64(time.Since(begin).Nanoseconds())
	}
	for spent := 0.0; spent < p.warmupMs*1e6; {
		spent += once()
	}
	var samples []float64
	for spent := 0.0; spent < p.timeMs*1e6 || len(samples) < p.samples; {
		sample := once()
		samples = append(samples, sample)
		spent += sample
	}
	sort.Float64s(samples)
	middle := len(samples) / 2
	if len(samples)%2 == 1 {
		return samples[middle]
	}
	return (samples[middle-1] + samples[middle]) / 2
}

// --- The timed loops, as in bench/loops.ts ---------------------------------------------------------------------------

func countEqual(t table, keys, wanted []int32) (equal int) {
	for i, key := range keys {
		if value, ok := t[key]; ok && value == wanted[i] {
			equal++
		}
	}
	return
}

func countPresent(t table, keys []int32) (present int) {
	for _, key := range keys {
		if _, ok := t[key]; ok {
			present++
		}
	}
	return
}

func getEach(t table, keys, out []int32) {
	for i, key := range keys {
		out[i] = t[key]
	}
}

func insert(t table, keys, values []int32) {
	for i, key := range keys {
		t[key] = values[i]
	}
}

// --- The rows --------------------------------------------------------------------------------------------------------

type job struct {
	op    string
	seed  uint32
	plan  plan
	sizes []int
}

func answer(nanoseconds float64, sum checksum) { fmt.Printf("%.4f %d\n", nanoseconds, uint32(sum)) }

func valueOf(t table, key int32) int32 {
	if value, ok := t[key]; ok {
		return value
	}
	return -1
}

func readRow(j job, t table, allKeys, allValues []int32, n int) {
	picks := makePicks(n, j.seed)
	keys, wanted := gather(allKeys, picks), gather(allValues, picks)
	if j.op == "has" {
		keys = makeKeys(absent, len(picks), j.seed)
	}
	out := make([]int32, window)
	next, start := 0, 0
	serve := func() {
		if j.op == "get-many" && next != start {
			for i, value := range out {
				if value != wanted[start+i] {
					fail("values")
				}
			}
		}
		start = next % len(keys)
		next = start + window
	}
	runtime.GC()
	nanoseconds := timeSamples(j.plan, serve, func() {
		these := keys[start : start+window]
		switch j.op {
		case "get":
			if countEqual(t, these, wanted[start:]) != window {
				fail("values")
			}
		case "get-many":
			getEach(t, these, out)
		default:
			if countPresent(t, these) != 0 {
				fail("present")
			}
		}
	})
	serve()
	var sum checksum
	for _, key := range keys {
		sum.add(key)
		if j.op == "has" {
			sum.add(int32(countPresent(t, []int32{key})))
		} else {
			sum.add(valueOf(t, key))
		}
	}
	answer(nanoseconds/window, sum)
}

func reads(j job) {
	largest := j.sizes[len(j.sizes)-1]
	keys, values := makeKeys(0, largest, j.seed), makeValues(largest, j.seed)
	t, filled := table{}, 0
	for _, n := range j.sizes {
		insert(t, keys[filled:n], values[filled:n])
		filled = n
		readRow(j, t, keys, values, n)
	}
}

// Inserts number from up to to, into several tables at once if they are small: the clock needs something to see.
func inserts(j job, n, from, to int) {
	keys, values := makeKeys(0, to, j.seed), makeValues(to, j.seed)
	copies := 1
	if n < 16384 {
		copies = 16384 / n
	}
	tables := make([]table, copies)
	prepare := func() {
		for i := range tables {
			tables[i] = table{}
			insert(tables[i], keys[:from], values[:from])
		}
		if n >= 500_000 {
			runtime.GC()
		}
	}
	nanoseconds := timeSamples(j.plan, prepare, func() {
		for _, t := range tables {
			insert(t, keys[from:], values[from:])
		}
	})
	var sum checksum
	for _, key := range keys {
		sum.add(key)
		sum.add(valueOf(tables[0], key))
	}
	sum.add(int32(len(tables[0])))
	answer(nanoseconds/float64((to-from)*copies), sum)
}

func number(text string) float64 {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		fmt.Fprintln(os.Stderr, "Error: "+text+" is no number")
		os.Exit(2)
	}
	return x
}

func main() {
	args := os.Args[1:]
	if len(args) < 6 {
		fmt.Fprintln(os.Stderr, "Error: op seed warmup-ms time-ms samples size...")
		os.Exit(2)
	}
	j := job{op: args[0], seed: uint32(number(args[1]))}
	j.plan = plan{number(args[2]), number(args[3]), int(number(args[4]))}
	for _, text := range args[5:] {
		j.sizes = append(j.sizes, int(number(text)))
	}
	switch j.op {
	case "build":
		for _, n := range j.sizes {
			inserts(j, n, 0, n)
		}
	case "set-new":
		for _, n := range j.sizes {
			end := 2 * n
			if end > mapLimit-1 {
				end = mapLimit - 1
			}
			inserts(j, n, n, end)
		}
	default:
		reads(j)
	}
}
