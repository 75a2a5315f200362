#pragma once
// What the model store knows at one moment. Copied whole for a transaction and for each savepoint.

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "store/operational.hpp"
#include "store/store.hpp"

namespace reeve::store::model {

struct Stream {
    std::int64_t version = 0;
    Digest head{};
};

struct PendingFollowUp {
    FollowUpRow row;
    bool parked = false;
};

// Who might know a record before an event and might not after it.
struct Left {
    Id who, record;
    std::size_t event = 0;  // place in the journal
};

struct State {
    std::vector<std::shared_ptr<const records::Event>> journal;
    std::map<Id, Stream> streams;
    std::map<Id, std::shared_ptr<const records::Record>> records;
    std::map<std::string, Id, std::less<>> numbers;
    std::map<std::string, std::int64_t, std::less<>> series;
    std::vector<PendingFollowUp> follow_ups;
    std::map<std::tuple<Id, std::string, std::string>, Receipt> receipts;
    std::map<Id, std::string> passwords;
    std::map<Digest, SessionRow> sessions;
    std::map<Id, UploadRow> uploads;
    std::map<std::tuple<Id, std::string, std::string>, Draft> drafts;  // person, number, slot
    std::map<Id, SavedView> views;
    std::map<std::string, std::string, std::less<>> secrets;
    std::vector<Left> left;
    Instant last_recorded;
};

[[nodiscard]] bool knows(const Sight& sight, const records::Record& record);
[[nodiscard]] bool reads(const Sight& sight, const records::Record& record, std::string_view audience);

[[nodiscard]] records::Ahead counting(const State& state, const records::LimitKey& key,
                                      std::span<const Id> except);
[[nodiscard]] records::Ahead ahead(const State& state, const records::Record& like,
                                   std::span<const std::string> states);
[[nodiscard]] std::vector<Id> open_of(const State& state, std::string_view process, std::string_view type,
                                      std::size_t most);

}  // namespace reeve::store::model
