#pragma once
// What everybody decides and reads against: the directory and the loaded processes, immutable, published
// whole.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "process/load.hpp"
#include "process/model.hpp"
#include "records/directory.hpp"
#include "records/record.hpp"
#include "store/query.hpp"

namespace reeve::desk {

struct ProcessVersion {
    process::ProcessPtr process;
    Instant installed;
    bool active = false;
    // As they were sent, rehearsals and their people included.
    std::shared_ptr<const std::vector<process::SourceFile>> files;
};

// A person who votes in another's place.
struct StandIn {
    Id delegate, principal;
};

struct World {
    records::DirectoryPtr directory;
    std::vector<ProcessVersion> processes;  // by id, then version
    std::vector<StandIn> standing{};        // who votes in whose place now
    Instant next_turn{};                    // when that is to be asked again

    [[nodiscard]] const process::Process* active(std::string_view id) const;
    [[nodiscard]] const process::Process* find(std::string_view id, int version) const;
    // The record's own version of its process, or null when it is not loaded.
    [[nodiscard]] const process::Process* of(const records::Record& record) const;
    [[nodiscard]] const process::RecordType* type_of(const records::Record& record) const;
    // She, and those in whose place she votes now.
    [[nodiscard]] std::vector<const records::Person*> voices_of(const records::Person& person) const;
    // From here on it says who votes in whose place at that instant; until next_turn nothing changes about
    // it.
    void turn(Instant now);
};
using WorldPtr = std::shared_ptr<const World>;

// What this person may know (decision 0004), by her memberships now.
[[nodiscard]] store::Sight sight_of(const World& world, const records::Person& person);
// The same question for one record in hand.
[[nodiscard]] bool may_know(const World& world, const records::Person& person, const records::Record& record);
// Whether she has a role that some approval hears, or votes for somebody who has.
[[nodiscard]] bool is_heard(const World& world, const records::Person& person);
[[nodiscard]] bool reads_internal(const World& world, const records::Person& person,
                                  std::string_view process);

}  // namespace reeve::desk
