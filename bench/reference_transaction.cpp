// The limit of a durable act, frozen (frozen.txt): what a desk must at least write for one act, six
// statements in SQLite's write-ahead log with synchronous=FULL, committed in groups of what is waiting. No
// protocol, no rules, no hashes.
//
//   reference_transaction FOLDER CLIENTS SECONDS   →  {"acts": …, "commits": …, "seconds": …, "per_second":
//   …}

#include <sqlite3.h>

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <memory>
#include <mutex>
#include <semaphore>
#include <string>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t group_max = 64;

constexpr const char* schema = R"sql(
CREATE TABLE event (seq INTEGER PRIMARY KEY, id BLOB NOT NULL, stream BLOB NOT NULL, version INTEGER NOT NULL,
                    type TEXT NOT NULL, at INTEGER NOT NULL, actor BLOB, data TEXT NOT NULL, prev BLOB NOT NULL,
                    hash BLOB NOT NULL, UNIQUE (stream, version)) STRICT;
CREATE TABLE event_text (event INTEGER NOT NULL, path TEXT NOT NULL, value TEXT, salt BLOB,
                         PRIMARY KEY (event, path)) STRICT, WITHOUT ROWID;
CREATE TABLE record (key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, number TEXT NOT NULL UNIQUE, process TEXT NOT NULL,
                     state TEXT NOT NULL, open INTEGER NOT NULL, rank INTEGER NOT NULL, holder BLOB, organisation BLOB,
                     created INTEGER NOT NULL, updated INTEGER NOT NULL, due INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
CREATE INDEX record_by_due      ON record (process, open, due, number);
CREATE INDEX record_by_priority ON record (process, open, rank, due, number);
CREATE INDEX record_by_updated  ON record (process, open, updated, number);
CREATE INDEX record_held_by     ON record (process, holder, open);
CREATE TABLE record_party (process TEXT NOT NULL, party BLOB NOT NULL, open INTEGER NOT NULL, key INTEGER NOT NULL,
                           rank INTEGER NOT NULL, due INTEGER NOT NULL,
                           PRIMARY KEY (process, party, open, key)) STRICT, WITHOUT ROWID;
CREATE TABLE timer (key INTEGER NOT NULL, name TEXT NOT NULL, due INTEGER NOT NULL,
                    PRIMARY KEY (key, name, due)) STRICT, WITHOUT ROWID;
CREATE INDEX timer_firing ON timer (due, key, name);
CREATE TABLE receipt (caller BLOB NOT NULL, key TEXT NOT NULL, body BLOB NOT NULL, status INTEGER NOT NULL,
                      number TEXT NOT NULL, expires INTEGER NOT NULL, PRIMARY KEY (caller, key)) STRICT, WITHOUT ROWID;
)sql";

constexpr std::array statements{
    "INSERT INTO event (id, stream, version, type, at, actor, data, prev, hash) VALUES (?1, ?2, 1, 'logged', "
    "?3, ?4, ?5, ?6, ?7)",
    "INSERT INTO event_text (event, path, value, salt) VALUES (?1, 'title', ?2, ?3)",
    "INSERT INTO record (key, id, number, process, state, open, rank, holder, organisation, created, "
    "updated, due, body) "
    "VALUES (?1, ?2, ?3, 'support', 'logged', 1, ?4, ?5, ?6, ?7, ?7, ?8, ?9)",
    "INSERT INTO record_party (process, party, open, key, rank, due) VALUES ('support', ?1, 1, ?2, ?3, ?4)",
    "INSERT INTO timer (key, name, due) VALUES (?1, 'response', ?2)",
    "INSERT INTO receipt (caller, key, body, status, number, expires) VALUES (?1, ?2, ?3, 201, ?4, ?5)",
};

[[noreturn]] void give_up(sqlite3* database) {
    std::fprintf(stderr, "reference_transaction: %s\n", sqlite3_errmsg(database));
    std::exit(1);
}

class Desk {
public:
    explicit Desk(const std::string& folder) {
        if (sqlite3_open((folder + "/reference.sqlite").c_str(), &database_) != SQLITE_OK) give_up(database_);
        run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA mmap_size = 0; PRAGMA temp_store = "
            "MEMORY;"
            "PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 4000;");
        run(schema);
        for (const char* sql : statements) {
            prepared_.push_back(nullptr);
            if (sqlite3_prepare_v2(database_, sql, -1, &prepared_.back(), nullptr) != SQLITE_OK)
                give_up(database_);
        }
    }
    ~Desk() {
        for (sqlite3_stmt* statement : prepared_) sqlite3_finalize(statement);
        sqlite3_close(database_);
    }
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    void run(const char* sql) {
        if (sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) give_up(database_);
    }

    void act() {
        ++count_;
        const std::string stream = bytes(16);
        const std::string party = bytes_of(count_ % 200);
        const std::string number = "REF-" + std::to_string(count_);
        const auto at = static_cast<std::int64_t>(1'700'000'000'000'000 + count_ * 1000);
        const auto due = at + static_cast<std::int64_t>(random() % 100'000'000'000);
        const auto rank = static_cast<std::int64_t>(random() % 5 + 1);
        step(0, bytes(16), stream, at, party, Text{skeleton_}, bytes(32), bytes(32));
        const std::int64_t key = sqlite3_last_insert_rowid(database_);
        step(1, key, Text{words_}, bytes(32));
        step(2, key, stream, Text{number}, rank, party, party, at, due, Text{body_});
        step(3, party, key, rank, due);
        step(4, key, due);
        step(5, party, Text{number}, bytes(32), Text{number}, due);
    }

private:
    struct Text {
        const std::string& value;
    };

    void bind(sqlite3_stmt* to, int at, std::int64_t value) { sqlite3_bind_int64(to, at, value); }
    void bind(sqlite3_stmt* to, int at, const std::string& value) {
        sqlite3_bind_blob(to, at, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT);
    }
    void bind(sqlite3_stmt* to, int at, const Text& text) {
        sqlite3_bind_text(to, at, text.value.data(), static_cast<int>(text.value.size()), SQLITE_TRANSIENT);
    }
    template <class... Values>
    void step(std::size_t which, const Values&... values) {
        sqlite3_stmt* statement = prepared_[which];
        int at = 0;
        (bind(statement, ++at, values), ...);
        if (sqlite3_step(statement) != SQLITE_DONE) give_up(database_);
        sqlite3_reset(statement);
    }

    std::uint64_t random() {
        state_ ^= state_ << 13U;
        state_ ^= state_ >> 7U;
        return state_ ^= state_ << 17U;
    }
    std::string bytes(std::size_t count) {
        std::string made;
        while (made.size() < count) made += bytes_of(random()).substr(0, 8);
        return made;
    }
    static std::string bytes_of(std::uint64_t value) {
        std::string made(16, '\0');
        for (std::size_t i = 0; i < 8; ++i) made[i] = static_cast<char>(value >> (8 * i));
        return made;
    }

    sqlite3* database_ = nullptr;
    std::vector<sqlite3_stmt*> prepared_;
    std::uint64_t state_ = 88172645463325252ULL;
    std::uint64_t count_ = 0;
    std::string skeleton_ = std::string(900, 's');
    std::string words_ = std::string(120, 'w');
    std::string body_ = std::string(1900, 'b');
};

struct Queue {
    std::mutex mutex;
    std::condition_variable woken;
    std::deque<std::binary_semaphore*> waiting;
    std::atomic<bool> over = false;
    std::atomic<int> asking = 0;
};

void ask(Queue& queue) {
    std::binary_semaphore done(0);
    while (!queue.over) {
        {
            const std::scoped_lock lock(queue.mutex);
            queue.waiting.push_back(&done);
        }
        queue.woken.notify_one();
        done.acquire();
    }
    --queue.asking;
}

std::vector<std::binary_semaphore*> take(Queue& queue) {
    std::unique_lock lock(queue.mutex);
    queue.woken.wait_for(lock, std::chrono::milliseconds(10), [&] { return !queue.waiting.empty(); });
    std::vector<std::binary_semaphore*> group;
    while (!queue.waiting.empty() && group.size() < group_max) {
        group.push_back(queue.waiting.front());
        queue.waiting.pop_front();
    }
    return group;
}

}  // namespace

int main(int count, char** words) {
    if (count != 4) {
        std::fprintf(stderr, "reference_transaction FOLDER CLIENTS SECONDS\n");
        return 2;
    }
    Desk desk(words[1]);
    Queue queue;
    std::vector<std::thread> clients;
    queue.asking = std::atoi(words[2]);
    for (int i = queue.asking; i > 0; --i) clients.emplace_back([&queue] { ask(queue); });
    const auto begun = Clock::now();
    const auto end = begun + std::chrono::duration_cast<Clock::duration>(
                                 std::chrono::duration<double>(std::atof(words[3])));
    std::int64_t acts = 0;
    std::int64_t commits = 0;
    while (Clock::now() < end) {
        const auto group = take(queue);
        if (group.empty()) continue;
        desk.run("BEGIN IMMEDIATE");
        for (std::size_t i = 0; i < group.size(); ++i) desk.act();
        desk.run("COMMIT");
        acts += static_cast<std::int64_t>(group.size());
        ++commits;
        for (std::binary_semaphore* done : group) done->release();
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - begun).count();
    queue.over = true;
    while (queue.asking > 0) {
        for (std::binary_semaphore* done : take(queue)) done->release();
    }
    for (std::thread& client : clients) client.join();
    std::printf("{\"acts\": %lld, \"commits\": %lld, \"seconds\": %.3f, \"per_second\": %.1f}\n",
                static_cast<long long>(acts), static_cast<long long>(commits), seconds,
                static_cast<double>(acts) / seconds);
    return 0;
}
