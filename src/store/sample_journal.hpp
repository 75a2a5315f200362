#pragma once
// For tests: made-up records that live through made-up events, sealed and folded as the desk does it. The
// same seed gives the same journal. Nothing here follows a process: any change may follow any other, so that
// stores are tried hard.

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "base/sources.hpp"
#include "records/decide.hpp"
#include "records/event.hpp"
#include "records/record.hpp"
#include "store/query.hpp"

namespace reeve::store {

struct Batch {
    std::vector<records::Expected> expects;
    std::vector<records::Event> events;
    std::vector<records::Record> records;  // as they stand after the events
};

class SampleJournal {
public:
    explicit SampleJournal(std::uint64_t seed);

    // A new record or the next events of one that is there; now and then of two, or of a directory entry.
    [[nodiscard]] Batch next();
    // The same, but only births: for tests that want many records.
    [[nodiscard]] Batch birth();
    // Two events of a record: this person watches it, and does so no more.
    [[nodiscard]] Batch watched(Id person);
    // An event that erases a text of an earlier one; empty when there is none to erase.
    [[nodiscard]] Batch erase();
    // Undoes what next() did to this object, when the batch was not kept.
    void forget(const Batch& batch);

    [[nodiscard]] const std::map<Id, records::Record>& records() const { return records_; }
    [[nodiscard]] Sight sight();
    [[nodiscard]] Filter filter();
    [[nodiscard]] std::size_t below(std::size_t bound);  // 0 to bound-1
    [[nodiscard]] const std::string& one_of(const std::vector<std::string>& list) {
        return list[below(list.size())];
    }

private:
    [[nodiscard]] Mine mine();
    [[nodiscard]] Id seat(const std::string& process);
    [[nodiscard]] records::Changes approval(const records::Record& record);
    [[nodiscard]] records::Change time(const records::Record& record);
    [[nodiscard]] std::vector<std::string> some_numbers();
    void add_event(Batch& batch, records::Record& record, records::Event event);
    void add_birth(Batch& batch);
    void add_directory_event(Batch& batch);
    void finish(Batch& batch, const records::Record& record);
    [[nodiscard]] records::Event act_on(const records::Record& record);
    [[nodiscard]] records::Changes changes(const records::Record& record, records::Event& event);
    [[nodiscard]] records::Holder holder();
    [[nodiscard]] records::ClockSet clock(const records::Record& record);
    [[nodiscard]] std::string words(std::size_t count);
    [[nodiscard]] Instant later(Instant from);

    std::mt19937_64 random_;
    SeededEntropy entropy_;
    std::map<Id, records::Record> records_;
    std::map<Id, records::Record> before_;  // of the last batch, for forget(); version 0: was not there
    std::map<Id, std::pair<std::int64_t, Digest>> entries_;                  // directory streams
    std::map<Id, std::vector<std::pair<std::int64_t, std::string>>> texts_;  // by record: version and path
    std::map<std::string, int> numbers_;
    Instant now_;
};

}  // namespace reeve::store
