#pragma once
// Where events and everything derived from them live. One Store, one writer; any number of readers on
// snapshots. Every method may throw StoreFailure: an accident (disk, lock), never something a person caused.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "records/decide.hpp"
#include "records/event.hpp"
#include "records/record.hpp"
#include "store/follow_up_row.hpp"
#include "store/query.hpp"
#include "store/written.hpp"

namespace reeve::store {

class StoreFailure : public std::runtime_error {
public:
    enum class Kind : std::uint8_t { full, broken, unknown_commit };
    StoreFailure(Kind kind, const std::string& what) : std::runtime_error(what), kind_(kind) {}
    [[nodiscard]] Kind kind() const { return kind_; }

private:
    Kind kind_;
};

// One timer of one record, as due.
struct TimerRow {
    Id record;
    records::DueTimer timer;
};

// The answer that a repeated request with the same key gets.
struct Receipt {
    Id caller;
    std::string route;  // method and path template with its values
    std::string key;
    Digest body{};  // of the request body
    int status = 0;
    std::string location;
    std::string number;  // of the record, for its present form
    Instant expires;     // real time
};

// The writer's side. Between begin() and commit() all reads see what was written.
class Writer {
public:
    virtual ~Writer() = default;
    virtual void begin() = 0;
    virtual void savepoint() = 0;
    virtual void release() = 0;
    virtual void rollback_to_savepoint() = 0;
    virtual void commit() = 0;
    virtual void rollback() noexcept = 0;

    // What commits left in a log of the store's own is to be carried over to where it belongs: that takes as
    // long as many commits, outside of a transaction, and no answer rests on it. What cannot be carried over
    // now is when the log has grown some more.
    [[nodiscard]] virtual bool log_is_long() const { return false; }
    virtual void carry_log_over() {}

    [[nodiscard]] virtual std::optional<records::Record> record(Id id) = 0;
    [[nodiscard]] virtual std::optional<Id> find_record(std::string_view number) = 0;
    [[nodiscard]] virtual std::int64_t version_of(Id stream) = 0;  // 0 = none
    [[nodiscard]] virtual Digest head_of(Id stream) = 0;           // hash of its last event; zeros when none
    // In their order; those that cannot be read are left out.
    [[nodiscard]] virtual std::vector<records::Event> events_of(Id stream) = 0;
    [[nodiscard]] virtual std::int64_t next_number(std::string_view series) = 0;
    [[nodiscard]] virtual records::Ahead ahead(const records::Record& like,
                                               std::span<const std::string> states) = 0;
    [[nodiscard]] virtual records::Ahead counting(const records::LimitKey& key,
                                                  std::span<const Id> except) = 0;

    // The open records of the type, of all versions, in the order of their numbers; at most so many.
    [[nodiscard]] virtual std::vector<Id> open_of(std::string_view process, std::string_view type,
                                                  std::size_t most) = 0;

    // Appends sealed events and brings everything derived up to date. `records` are the touched records as
    // they stand. False = a stream in `expects` has moved: nothing was written.
    [[nodiscard]] virtual bool append(std::span<const records::Expected> expects,
                                      std::span<const records::Event> events,
                                      std::span<const records::Record> records, const Written& written) = 0;
    [[nodiscard]] bool append(std::span<const records::Expected> expects,
                              std::span<const records::Event> events,
                              std::span<const records::Record> records) {
        return append(expects, events, records, {});
    }

    [[nodiscard]] virtual std::int64_t head() = 0;  // seq of the last event; 0 when there is none

    // Timers in order (decision 0005): acts due at or before `acts_until`, warnings and breaches due at or
    // before `clocks_until`; at most `limit`. Of one record when given.
    [[nodiscard]] virtual std::vector<TimerRow> timers(Instant acts_until, Instant clocks_until,
                                                       std::size_t limit, std::optional<Id> record = {}) = 0;
    [[nodiscard]] virtual Instant next_due() = 0;  // Instant::never() when none

    // Records for which the desk could not do something by itself, and is to try again.
    [[nodiscard]] virtual std::vector<Id> refused() = 0;

    virtual void add_follow_up(const FollowUpRow& row) = 0;
    // One without a target is to every record that it reaches. Of it comes one to each of them among the next
    // `look` records after `after`, the oldest first; ids of the follow-ups are made up here. The record that
    // was looked at last, or nothing when that was all of them.
    [[nodiscard]] virtual std::optional<Id> add_follow_ups(const ReachedOf& of, const FollowUpRow& row,
                                                           Id after, std::size_t look) = 0;
    [[nodiscard]] virtual std::vector<FollowUpRow> follow_ups(std::size_t limit) = 0;  // oldest first
    [[nodiscard]] virtual Instant first_follow_up() = 0;  // the first instant of one that waits, or never()
    virtual void finish_follow_up(Id id) = 0;
    virtual void fail_follow_up(Id id, bool park) = 0;

    [[nodiscard]] virtual std::optional<Receipt> receipt(Id caller, std::string_view route,
                                                         std::string_view key) = 0;
    virtual void put_receipt(const Receipt& receipt) = 0;
    virtual void purge_receipts(Instant now) = 0;

    // Operational tables: sessions, passwords, uploads (see store/operational.hpp).
    [[nodiscard]] virtual class Operational& operational() = 0;
};

class Store {
public:
    virtual ~Store() = default;
    [[nodiscard]] virtual Writer& writer() = 0;                  // the one
    [[nodiscard]] virtual std::unique_ptr<Reader> reader() = 0;  // one per thread
    // All events in the order in which they were committed; for start and replay. Stops when `each` returns
    // false.
    virtual void each_event(const std::function<bool(const records::Event&)>& each,
                            std::span<const std::string_view> stream_kinds = {}) = 0;
    [[nodiscard]] virtual Instant last_recorded() = 0;  // floor of the desk's clock
    [[nodiscard]] virtual std::int64_t size_bytes() = 0;
};

}  // namespace reeve::store
