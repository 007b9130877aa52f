// One row with a hash table of C++; which one is chosen by -DTABLE and -DTABLE_HEADER. See ../README.md for the protocol.
#include TABLE_HEADER

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

using Table = TABLE<int32_t, int32_t>;
using Column = std::vector<int32_t>;

[[noreturn]] static void fail(const char* what) {
  std::fprintf(stderr, "Error: wrong answer: %s\n", what);
  std::exit(1);
}

// --- The data of bench/data/ ------------------------------------------------------------------------------------------

constexpr uint32_t ABSENT = 1u << 26;
constexpr size_t WINDOW = 65536;
constexpr size_t MAP_LIMIT = 1u << 24;

static uint32_t mix(uint32_t x) {
  x = (x ^ (x >> 16)) * 0x7feb352du;
  x = (x ^ (x >> 15)) * 0x846ca68bu;
  return x ^ (x >> 16);
}

static Column make_keys(uint32_t from, size_t count, uint32_t seed) {
  Column keys(count);
  for (size_t i = 0; i < count; i++) keys[i] = static_cast<int32_t>(mix(from + static_cast<uint32_t>(i) + seed));
  return keys;
}

static Column make_values(size_t count, uint32_t seed) {
  Column values(count);
  for (size_t i = 0; i < count; i++)
    values[i] = static_cast<int32_t>(mix(static_cast<uint32_t>(i) ^ (seed + 0x5bd1)) & 0xfffff);
  return values;
}

static size_t pick_count(size_t n) { return n < 200000 ? WINDOW : 16 * WINDOW; }

// In floating point, as JavaScript computes it: an exact product would differ in the last place once in a while.
static std::vector<uint32_t> make_picks(size_t n, uint32_t seed) {
  std::vector<uint32_t> picks(pick_count(n));
  for (size_t i = 0; i < picks.size(); i++) {
    double share = mix(static_cast<uint32_t>(i) ^ (seed + 0x3c6e)) / 4294967296.0;
    picks[i] = static_cast<uint32_t>(std::floor(share * static_cast<double>(n)));
  }
  return picks;
}

static Column gather(const Column& source, const std::vector<uint32_t>& picks) {
  Column out(picks.size());
  for (size_t i = 0; i < picks.size(); i++) out[i] = source[picks[i]];
  return out;
}

struct Checksum {
  uint32_t state = 0;
  void add(int32_t x) { state = state * 31 + static_cast<uint32_t>(x); }
};

// --- The clock -------------------------------------------------------------------------------------------------------

struct Plan {
  double warmup_ms;
  double time_ms;
  size_t samples;
};

/** Median nanoseconds of a sample. `before` is not timed. */
template <class Before, class Run>
static double time_samples(const Plan& plan, Before before, Run run) {
  auto once = [&] {
    before();
    auto begin = std::chrono::steady_clock::now();
    run();
    return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - begin).count();
  };
  for (double spent = 0; spent < plan.warmup_ms * 1e6;) spent += once();
  std::vector<double> samples;
  for (double spent = 0; spent < plan.time_ms * 1e6 || samples.size() < plan.samples;) {
    samples.push_back(once());
    spent += samples.back();
  }
  std::sort(samples.begin(), samples.end());
  size_t middle = samples.size() / 2;
  return samples.size() % 2 ? samples[middle] : (samples[middle - 1] + samples[middle]) / 2;
}

// --- The timed loops, as in bench/loops.ts ---------------------------------------------------------------------------

static size_t count_equal(const Table& table, const int32_t* keys, const int32_t* wanted, size_t count) {
  size_t equal = 0;
  for (size_t i = 0; i < count; i++) {
    auto found = table.find(keys[i]);
    if (found != table.end() && found->second == wanted[i]) equal++;
  }
  return equal;
}

static size_t count_present(const Table& table, const int32_t* keys, size_t count) {
  size_t present = 0;
  for (size_t i = 0; i < count; i++) present += table.find(keys[i]) != table.end();
  return present;
}

static void get_each(const Table& table, const int32_t* keys, int32_t* out, size_t count) {
  for (size_t i = 0; i < count; i++) {
    auto found = table.find(keys[i]);
    out[i] = found == table.end() ? 0 : found->second;
  }
}

static void insert(Table& table, const Column& keys, const Column& values, size_t from, size_t to) {
  for (size_t i = from; i < to; i++) table[keys[i]] = values[i];
}

// --- The rows --------------------------------------------------------------------------------------------------------

struct Job {
  std::string op;
  uint32_t seed;
  Plan plan;
  std::vector<size_t> sizes;
};

static void answer(double nanoseconds, const Checksum& sum) { std::printf("%.4f %u\n", nanoseconds, sum.state); }

static int32_t value_of(const Table& table, int32_t key) {
  auto found = table.find(key);
  return found == table.end() ? -1 : found->second;
}

static void gets(const Job& job, const Table& table, const Column& all_keys, const Column& all_values, size_t n) {
  auto picks = make_picks(n, job.seed);
  Column keys = gather(all_keys, picks);
  Column wanted = gather(all_values, picks);
  Column out(WINDOW);
  size_t next = 0, start = 0;
  bool many = job.op == "get-many";
  auto serve = [&] {
    if (many && next != start && !std::equal(out.begin(), out.end(), wanted.begin() + start)) fail("values");
    start = next % keys.size();
    next = start + WINDOW;
  };
  double ns = time_samples(job.plan, serve, [&] {
    if (many)
      get_each(table, &keys[start], out.data(), WINDOW);
    else if (count_equal(table, &keys[start], &wanted[start], WINDOW) != WINDOW)
      fail("values");
  });
  serve();
  Checksum sum;
  for (int32_t key : keys) sum.add(key), sum.add(value_of(table, key));
  answer(ns / WINDOW, sum);
}

static void misses(const Job& job, const Table& table, size_t n) {
  Column keys = make_keys(ABSENT, pick_count(n), job.seed);
  size_t next = 0, start = 0;
  auto serve = [&] {
    start = next % keys.size();
    next = start + WINDOW;
  };
  double ns = time_samples(job.plan, serve, [&] {
    if (count_present(table, &keys[start], WINDOW) != 0) fail("present");
  });
  Checksum sum;
  for (int32_t key : keys) sum.add(key), sum.add(static_cast<int32_t>(table.count(key)));
  answer(ns / WINDOW, sum);
}

static void reads(const Job& job) {
  size_t filled = 0;
  Column keys = make_keys(0, job.sizes.back(), job.seed);
  Column values = make_values(job.sizes.back(), job.seed);
  Table table;
  for (size_t n : job.sizes) {
    insert(table, keys, values, filled, n);
    filled = n;
    if (job.op == "has")
      misses(job, table, n);
    else
      gets(job, table, keys, values, n);
  }
}

/** Inserts number `from` up to `to`, into several tables at once if they are small: the clock needs something to see. */
static void inserts(const Job& job, size_t n, size_t from, size_t to) {
  Column keys = make_keys(0, to, job.seed);
  Column values = make_values(to, job.seed);
  size_t copies = std::max<size_t>(1, 16384 / n);
  std::vector<Table> tables;
  auto prepare = [&] {
    tables.clear();
    tables.resize(copies);
    for (Table& table : tables) insert(table, keys, values, 0, from);
  };
  double ns = time_samples(job.plan, prepare, [&] {
    for (Table& table : tables) insert(table, keys, values, from, to);
  });
  Checksum sum;
  for (size_t i = 0; i < to; i++) sum.add(keys[i]), sum.add(value_of(tables[0], keys[i]));
  sum.add(static_cast<int32_t>(tables[0].size()));
  answer(ns / static_cast<double>((to - from) * copies), sum);
}

int main(int argc, char** argv) {
  if (argc < 7) return std::fprintf(stderr, "Error: op seed warmup-ms time-ms samples size...\n"), 2;
  Job job{argv[1],
          static_cast<uint32_t>(std::strtoul(argv[2], nullptr, 10)),
          {std::atof(argv[3]), std::atof(argv[4]), std::strtoul(argv[5], nullptr, 10)},
          {}};
  for (int i = 6; i < argc; i++) job.sizes.push_back(std::strtoul(argv[i], nullptr, 10));
  if (job.op == "get" || job.op == "has" || job.op == "get-many") return reads(job), 0;
  for (size_t n : job.sizes) {
    if (job.op == "build")
      inserts(job, n, 0, n);
    else
      inserts(job, n, n, std::min(2 * n, MAP_LIMIT - 1));
  }
}
