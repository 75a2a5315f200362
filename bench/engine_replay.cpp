#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>
#include <vector>

#include "bare_insert.hpp"
#include "engine.hpp"
#include "records/event.hpp"
#include "records/record.hpp"
#include "store/sqlite/folding.hpp"
#include "store/sqlite/schema.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/sqlite/transaction.hpp"

namespace bench {
namespace {

namespace sqlite = reeve::store::sqlite;
using Clock = std::chrono::steady_clock;
using Streams = std::map<reeve::Id, std::vector<reeve::records::Event>>;

constexpr int cache_kib = 65536;
constexpr std::size_t events_held = 40'000;  // more would only measure the memory

double since(Clock::time_point begun) {
    return std::chrono::duration<double>(Clock::now() - begun).count();
}

Streams read_streams(const std::string& data, std::size_t& events) {
    Streams streams;
    const auto store = sqlite::open_store(data);
    constexpr std::string_view kinds[] = {"record"};
    store->each_event(
        [&](const reeve::records::Event& event) {
            streams[event.stream].push_back(event);
            return ++events < events_held;
        },
        kinds);
    return streams;
}

double apply_per_second(const Streams& streams, std::size_t events) {
    double best = 0;
    for (int round = 0; round < 5; ++round) {
        const auto begun = Clock::now();
        for (const auto& [id, stream] : streams) {
            reeve::records::Record record;
            for (const auto& event : stream) {
                if (const auto applied = reeve::records::apply(record, event); !applied)
                    throw std::runtime_error(applied.error().detail);
            }
        }
        const double rate = static_cast<double>(events) / since(begun);
        best = rate > best ? rate : best;
    }
    return best;
}

// Peak of the resident memory so far, in MiB.
std::int64_t peak_mib() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) return std::stoll(line.substr(6)) / 1024;
    }
    return 0;
}

struct Rebuilt {
    std::int64_t events = 0;
    double seconds = 0;
};

Rebuilt rebuild(const std::string& data, const std::filesystem::path& file) {
    sqlite::Connection journal({sqlite::database_in(data), sqlite::Access::read, {}, cache_kib});
    sqlite::Connection target({file, sqlite::Access::scratch, {}, cache_kib});
    sqlite::migrate(target);
    const auto begun = Clock::now();
    sqlite::Transaction transaction(target);
    sqlite::Folding folding(journal, target);
    folding.run();
    transaction.commit();
    if (!folding.set_aside().empty()) throw std::runtime_error("records could not be folded");
    return {folding.events(), since(begun)};
}

}  // namespace

void measure_replay(const std::string& data, const std::string& scratch) {
    const std::filesystem::path folder(scratch);
    const Rebuilt rebuilt = rebuild(data, folder / "rebuilt.sqlite");
    const std::int64_t peak = peak_mib();
    const Inserted bare = bare_insert(sqlite::database_in(data).string(), (folder / "bare.sqlite").string(),
                                      sqlite::derived_tables());
    std::filesystem::remove(folder / "rebuilt.sqlite");
    std::filesystem::remove(folder / "bare.sqlite");
    std::size_t events = 0;
    const Streams streams = read_streams(data, events);
    const double apply = apply_per_second(streams, events);
    fmt::print(
        "{{\"events\": {}, \"apply_per_second\": {:.0f}, \"rebuild_seconds\": {:.3f}, "
        "\"rebuild_per_second\": {:.0f}, "
        "\"rebuild_peak_mib\": {}, \"bare_rows\": {}, \"bare_seconds\": {:.3f}}}\n",
        rebuilt.events, apply, rebuilt.seconds, static_cast<double>(rebuilt.events) / rebuilt.seconds, peak,
        bare.rows, bare.seconds);
}

}  // namespace bench
