#pragma once
// The heart: a command in a situation becomes a plan or a refusal (decision 0003; semantics section 2).

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/outcome.hpp"
#include "process/model.hpp"
#include "records/command.hpp"
#include "records/directory.hpp"
#include "records/event.hpp"
#include "records/record.hpp"

namespace reeve::records {

// Ids and numbers. A number is drawn only when nothing can refuse any more.
class Supply {
public:
    virtual ~Supply() = default;
    [[nodiscard]] virtual Id id() = 0;
    [[nodiscard]] virtual std::int64_t number(std::string_view series) = 0;
};

// A count that a need or limit asked for: how many records are ahead or count already, and one of them to
// name.
struct Ahead {
    std::int64_t count = 0;
    std::string number;  // empty when the actor may not know it
};

// Under what records are counted in a limit (G8).
struct LimitKey {
    std::string process, type, limit, key;
};

// Facts that only the store has; asked at most once each, for what facts_needed() said.
class Facts {
public:
    virtual ~Facts() = default;
    // A linked record, by id or by number; null when there is none.
    [[nodiscard]] virtual const Record* record(Id id) = 0;
    [[nodiscard]] virtual const Record* record(std::string_view number) = 0;
    // By its number, where that person may know it too. Where nobody is kept out of anything (a trial of a
    // process), everybody knows all.
    [[nodiscard]] virtual const Record* record_known_to(Id, std::string_view number) {
        return record(number);
    }
    // Open records of the type in one of the states, held as `like`, more pressing than `rank`.
    [[nodiscard]] virtual Ahead ahead(const Record& like, std::span<const std::string> states) = 0;
    // The process by which the record goes, of its version; null where it is not loaded.
    [[nodiscard]] virtual const process::Process* process_of(const Record&) { return nullptr; }
    // The record's events, in their order. Fewer than its version where some cannot be read.
    [[nodiscard]] virtual std::vector<Event> journal(const Record& record) = 0;
    // The records of a register that are not at an end, in the order of their numbers; at most `most` + 1.
    [[nodiscard]] virtual std::vector<const Record*> entries(const process::Process&,
                                                             const process::RecordType&, std::size_t) {
        return {};
    }
    // Records of the type that count under the key of its limit, `except` left out.
    [[nodiscard]] virtual Ahead counting(const LimitKey& key, std::span<const Id> except) = 0;
};

struct Situation {
    const process::Process* process = nullptr;
    const Record* record = nullptr;  // null for log
    const Directory* directory = nullptr;
    Facts* facts = nullptr;
    Supply* supply = nullptr;
    Instant now;       // fixed once
    Instant received;  // recorded_at; equals now but for timers run late
    std::string_view tzdata;
};

// After commit, once, in order per target: a recheck of `target` because `about` changed.
struct FollowUp {
    Id target;
    Id about;
    Id cause;
    int depth = 0;

    // By which the desk looks at its target again; the id is the caller's to give.
    [[nodiscard]] Command recheck() const;
};

struct Expected {
    Id stream;
    std::int64_t version = 0;  // 0 = must not exist yet
};

struct Plan {
    std::vector<Event> events;       // unsealed, versions given; grouped by stream, the acting record's first
    std::vector<Expected> expects;   // every stream written or read
    std::vector<std::string> locks;  // scope locks by name
    std::vector<FollowUp> follow_ups;
    std::vector<Record> records;  // each touched record as it stands after its events (hash head excepted)
    Id record;                    // the acting record
};

// Pure: the same situation and command give the same plan.
[[nodiscard]] Outcome<Plan> decide(Situation& situation, const Command& command);

// For every act of the type, in the file's order, then the built-in ones: may this person do it now, and if
// not why not; what it needs, and whether each need is met already. Acts by the desk are left out.
struct NeedView {
    std::string what, field, why, type;  // type: of the field, or "comment"
    bool met = false;
};
struct ActView {
    std::string name;
    const process::Act* act = nullptr;  // null for a built-in one
    bool allowed = false;
    std::string why_not;  // a sentence; empty when allowed
    std::vector<NeedView> needs;
};
[[nodiscard]] std::vector<ActView> possible_acts(Situation& situation, Id person, std::string_view language);

// Does she hold the role for this record (custody's `at`, the reporter's relation)?
[[nodiscard]] bool holds_role(const process::Process& process, const process::RecordType& type,
                              const process::Role& role, const Record& record, const Person& person,
                              const Directory& directory);

}  // namespace reeve::records
