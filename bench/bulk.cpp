// Large desks made of a small one by the store's own code, many records in one commit: what comes out is what
// acts would have written (tests/bench holds both beside each other).
//
//   bench_bulk copies SOURCE TARGET RECORDS          TARGET, a copy of SOURCE, grows to so many records, back
//       over three years; what waits for something still does.
//   bench_bulk lists SOURCE TARGET RECORDS           the same without the journal and the whole records, a
//   third
//       of the room: lists and counts are then all that can be asked of it.
//   bench_bulk due SOURCE TARGET RECORDS AT CLOCK    so many more, whose CLOCK runs out within the minute
//   that
//       begins AT (microseconds since 1970).
//   bench_bulk same SOURCE TARGET                    TARGET is empty: the same journal, in bulk.
//
// Neither folder may be in use. Tells its progress on standard error.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "lives_again.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/schema.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/sqlite/statement.hpp"
#include "store/sqlite/transaction.hpp"

namespace {

using namespace reeve;
namespace sqlite = store::sqlite;

constexpr std::int64_t records_in_a_commit = 2000;
constexpr int writer_cache_kib = 786'432;
constexpr Duration span = Duration::days(3 * 365);

class Progress {
public:
    void tell(std::int64_t made, std::int64_t wanted) {
        if (made % 100'000 != 0) return;
        const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
        fmt::print(stderr, "bulk: {} of {} records, {:.0f} s\n", made, wanted, seconds);
    }

private:
    std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

std::int64_t integer(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        throw std::runtime_error(fmt::format("'{}' is no whole number", text));
    return value;
}

std::unique_ptr<store::Store> open_target(const char* folder) {
    return sqlite::open_store(folder, {.writer_cache_kib = writer_cache_kib});
}

// Calls `one` for each of first..end, many in a transaction.
template <class One>
void in_bulk(store::Writer& writer, std::int64_t first, std::int64_t end, One one) {
    for (std::int64_t made = first; made < end;) {
        writer.begin();
        for (const std::int64_t until = std::min(end, made + records_in_a_commit); made < until; ++made)
            one(made);
        writer.commit();
    }
}

std::int64_t last_event(const char* folder) {
    sqlite::Connection connection({.file = sqlite::database_in(folder), .access = sqlite::Access::read});
    sqlite::Statement last(connection, "SELECT max(seq) FROM event");
    return last.step() ? last.integer(0) : 0;
}

// The indexes of derived tables go while five million records come, and are made of the whole afterwards.
std::vector<std::string> put_indexes_aside(sqlite::Connection& connection) {
    const std::vector<std::string> tables = sqlite::derived_tables();
    std::vector<std::string> names;
    std::vector<std::string> made;
    {
        sqlite::Statement rows(
            connection,
            "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL");
        while (rows.step()) {
            if (std::ranges::find(tables, rows.text(1)) == tables.end()) continue;
            names.push_back(rows.string(0));
            made.push_back(rows.string(2));
        }
    }
    for (const std::string& name : names) connection.run("DROP INDEX " + name);
    return made;
}

void make_indexes(sqlite::Connection& connection, const std::vector<std::string>& made) {
    connection.run("PRAGMA temp_store = FILE");
    for (const std::string& sql : made) connection.run(sql);
    fmt::print(stderr, "bulk: {} indexes made\n", made.size());
}

// The lives that make `wanted` records of those there are, oldest first. Of them the one that ended last
// comes last: by it the desk's clock goes on.
class Copies {
public:
    Copies(const bench::Source& source, std::int64_t wanted)
        : source_(source),
          lives_(static_cast<std::int64_t>(source.lives.size())),
          count_(wanted - lives_),
          rounds_(std::max<std::int64_t>(1, (count_ + lives_ - 1) / std::max<std::int64_t>(1, lives_))) {
        if (lives_ == 0) throw std::runtime_error("there is no record to make others of");
    }
    [[nodiscard]] std::int64_t count() const { return count_; }

    template <class Target>
    void live(std::int64_t made, Target& target) {
        const std::int64_t left = count_ - 1 - made;
        const auto& [life, grace] = source_.lives[static_cast<std::size_t>(lives_ - 1 - left % lives_)];
        const std::int64_t earlier = span.micros / rounds_ * (left / lives_);
        target.live(life, Duration{earlier % grace.micros});
        progress_.tell(made + 1, count_);
    }

private:
    const bench::Source& source_;
    std::int64_t lives_, count_, rounds_;
    Progress progress_;
};

void copies(const char* from, const char* to, std::int64_t wanted) {
    const bench::Source source = bench::read_source(*sqlite::open_store(from));
    const auto target = open_target(to);
    bench::Again again(target->writer(), 0);
    Copies copies(source, wanted);
    in_bulk(target->writer(), 0, copies.count(), [&](std::int64_t made) { copies.live(made, again); });
}

void lists(const char* from, const char* to, std::int64_t wanted) {
    const bench::Source source = bench::read_source(*sqlite::open_store(from));
    Copies copies(source, wanted);
    const std::int64_t last = last_event(to);
    sqlite::Connection connection({.file = sqlite::database_in(to), .cache_kib = writer_cache_kib});
    const std::vector<std::string> indexes = put_indexes_aside(connection);
    bench::Listed listed(connection, last, static_cast<std::int64_t>(source.lives.size()));
    for (std::int64_t made = 0; made < copies.count();) {
        sqlite::Transaction transaction(connection);
        for (const std::int64_t until = std::min(copies.count(), made + records_in_a_commit); made < until;
             ++made)
            copies.live(made, listed);
        transaction.commit();
    }
    make_indexes(connection, indexes);
}

void due(const char* from, const char* to, std::int64_t count, Instant at, const char* clock) {
    const auto waiting = bench::waiting_for_breach(bench::read_source(*sqlite::open_store(from)), clock);
    if (waiting.empty()) throw std::runtime_error(fmt::format("no record waits for the breach of {}", clock));
    const auto target = open_target(to);
    bench::Again again(target->writer(), 1);
    Progress progress;
    in_bulk(target->writer(), 0, count, [&](std::int64_t made) {
        const auto& [life, breach] = waiting[static_cast<std::size_t>(made) % waiting.size()];
        const Instant wanted = at + Duration{Duration::minutes(1).micros / count * made};
        again.live(life, breach - wanted);
        progress.tell(made + 1, count);
    });
}

void same(const char* from, const char* to) {
    const bench::Source source = bench::read_source(*sqlite::open_store(from));
    const auto target = open_target(to);
    store::Writer& writer = target->writer();
    in_bulk(writer, 0, static_cast<std::int64_t>(source.besides.size()), [&](std::int64_t at) {
        if (!writer.append({}, {&source.besides[static_cast<std::size_t>(at)], 1}, {}))
            throw std::runtime_error("a stream moved that nobody else writes");
    });
    bench::Again again(writer, 1);
    in_bulk(writer, 0, static_cast<std::int64_t>(source.lives.size()),
            [&](std::int64_t at) { again.live_the_same(source.lives[static_cast<std::size_t>(at)].life); });
}

int usage() {
    std::fputs(
        "bench_bulk copies SOURCE TARGET RECORDS [lists] | due SOURCE TARGET RECORDS AT CLOCK | same SOURCE "
        "TARGET\n",
        stderr);
    return 2;
}

}  // namespace

int main(int count, char** words) {
    const std::string_view what = count > 3 ? words[1] : "";
    try {
        if (what == "copies" && count == 5)
            copies(words[2], words[3], integer(words[4]));
        else if (what == "lists" && count == 5)
            lists(words[2], words[3], integer(words[4]));
        else if (what == "due" && count == 7)
            due(words[2], words[3], integer(words[4]), Instant{integer(words[5])}, words[6]);
        else if (what == "same" && count == 4)
            same(words[2], words[3]);
        else
            return usage();
    } catch (const std::exception& failure) {
        fmt::print(stderr, "bench_bulk: {}\n", failure.what());
        return 1;
    }
    return 0;
}
