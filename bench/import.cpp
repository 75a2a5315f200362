// Importing into a stopped folder, without reading a file: what the desk itself takes of it.
//
//   bench_import FOLDER PROCESS TYPE RECORDS   FOLDER holds a desk with that process; six rows a record
//
// Prints one JSON object: rows, seconds on the clock and of the processor, rows a second of each.
#include <fmt/format.h>
#include <time.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <string>

#include "base/sources.hpp"
#include "desk/desk.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace {

using namespace reeve;

constexpr std::int64_t records_in_a_batch = 1000;
constexpr Instant begun{1'456'704'000'000'000};  // 2016-02-29
constexpr Instant now{1'704'067'200'000'000};    // 2024-01-01
constexpr Duration between = Duration::minutes(7);

// States, choices and people are those of the process that is shipped to begin with: read from its model.
struct Words {
    std::vector<std::string> states;
    std::vector<std::pair<std::string, std::vector<std::string>>>
        choices;  // of the fields that are not computed
};

Words words_of(const process::Process& process, const std::string& name) {
    const auto index = process.type(name);
    if (!index) throw std::runtime_error("there is no such type");
    const process::RecordType& type = process.types[*index];
    Words words;
    for (const process::State& state : type.states) words.states.push_back(state.name);
    for (const process::Field& field : type.fields) {
        if (field.kind != process::FieldKind::choice || field.is) continue;
        auto& values = words.choices.emplace_back(field.name, std::vector<std::string>()).second;
        for (const process::ChoiceValue& value : process.choices[field.choice].values)
            values.push_back(value.name);
    }
    return words;
}

records::ImportedLife life(const Words& words, const std::string& type, std::int64_t number) {
    records::ImportedLife life;
    life.key = fmt::format("INC{:07}", number);
    life.type = type;
    life.reporter = fmt::format("caller.{}", number % 5000);
    life.channel = "phone";
    life.born = begun + Duration{between.micros * number} - Duration::minutes(3);
    for (std::int64_t i = 0; i < 6; ++i) {
        records::ImportedRow& row = life.rows.emplace_back();
        row.at = begun + Duration{between.micros * number} + Duration::hours(3 * i);
        row.line = number * 6 + i + 2;
        row.hash = sha256(fmt::format("{}/{}", number, i));
        row.state = words.states[static_cast<std::size_t>(i) % std::min<std::size_t>(words.states.size(), 5)];
        for (const auto& [field, values] : words.choices)
            row.fields.set(field, values[static_cast<std::size_t>(number + i / 3) % values.size()]);
        if (i == 0) row.title = "An incident of another desk " + life.key;
        row.assignee = i == 0 ? "" : fmt::format("solver.{}", number % 300);
        row.by = fmt::format("solver.{}", (number + i) % 300);
    }
    return life;
}

desk::Import people(const std::string& process) {
    desk::Import import;
    import.source = "bench";
    import.process = process;
    import.organisations.push_back({"bench_there", "There", "", ""});
    for (int i = 0; i < 5000; ++i)
        import.people.push_back(
            {fmt::format("caller.{}", i), fmt::format("Caller {}", i), "bench_there", {}, {}});
    for (int i = 0; i < 300; ++i)
        import.people.push_back(
            {fmt::format("solver.{}", i), fmt::format("Solver {}", i), "bench_there", {}, {}});
    return import;
}

double processor_seconds() {
    timespec spent{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
    return static_cast<double>(spent.tv_sec) + static_cast<double>(spent.tv_nsec) / 1e9;
}

std::int64_t take(desk::Desk& desk, desk::Import import) {
    std::int64_t added = -1;
    std::string why;
    (void)desk.submit(std::move(import), [&](Outcome<desk::Answer> done) {
        if (done)
            added = done->imported->added;
        else
            why = done.error().detail;
    });
    while (added < 0 && why.empty()) (void)desk.step(now);
    if (!why.empty()) throw std::runtime_error(why);
    return added;
}

void measure(const char* folder, const std::string& process, const std::string& type, std::int64_t records) {
    class System : public Entropy {
    public:
        void fill(std::span<std::uint8_t> bytes) override { inner_.fill(bytes); }

    private:
        SeededEntropy inner_{
            static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count())};
    } entropy;
    const auto store = store::sqlite::open_store(folder, {.writer_cache_kib = 262'144});
    desk::Desk desk(*store, entropy, {.import_rows = 20'000});
    (void)desk.open();
    const auto world = desk.world();
    const process::Process* model = world->active(process);
    if (model == nullptr) throw std::runtime_error("there is no such process");
    const Words words = words_of(*model, type);
    (void)take(desk, people(process));
    std::vector<desk::Import> batches;
    for (std::int64_t made = 0; made < records;) {
        desk::Import& import = batches.emplace_back();
        import.source = "bench";
        import.process = process;
        for (const std::int64_t until = std::min(records, made + records_in_a_batch); made < until; ++made)
            import.lives.push_back(life(words, type, made));
    }
    const auto clock = std::chrono::steady_clock::now();
    const double processor = processor_seconds();
    std::int64_t rows = 0;
    for (desk::Import& batch : batches) rows += take(desk, std::move(batch));
    const double spent = processor_seconds() - processor;
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - clock).count();
    fmt::print(
        "{{\"rows\": {}, \"seconds\": {:.2f}, \"processor_seconds\": {:.2f}, \"rows_per_second\": {:.0f}, "
        "\"rows_per_processor_second\": {:.0f}}}\n",
        rows, seconds, spent, static_cast<double>(rows) / seconds, static_cast<double>(rows) / spent);
}

}  // namespace

int main(int count, char** words) {
    std::int64_t records = 0;
    if (count != 5 ||
        std::from_chars(words[4], words[4] + std::string_view(words[4]).size(), records).ec != std::errc{}) {
        std::fputs("bench_import FOLDER PROCESS TYPE RECORDS\n", stderr);
        return 2;
    }
    try {
        measure(words[1], words[2], words[3], records);
    } catch (const std::exception& failure) {
        fmt::print(stderr, "bench_import: {}\n", failure.what());
        return 1;
    }
    return 0;
}
