#pragma once
// What a check finds in the desk's answers.

#include <map>
#include <string>
#include <tuple>

#include "rehearse/run.hpp"
#include "rehearse/stage.hpp"

namespace reeve::rehearse {

// Where a rehearsal stands while it is played.
struct Play {
    const Rehearsal& rehearsal;
    const Vocabulary& vocabulary;
    Stage& stage;
    std::map<std::string, std::string> numbers;  // of the records, by their names here

    // What each person read last of a record's approvals: (person, record, approval) → digest.
    std::map<std::tuple<std::string, std::string, std::string>, std::string> read;

    // The version by which the record goes, as the desk shows it.
    [[nodiscard]] const process::Process& process_of(const Json& record) const;
    // The name of the record with that number; the number itself where it has none.
    [[nodiscard]] std::string name_of(std::string_view number) const;
    // Through whose eyes expectations of the step are read.
    [[nodiscard]] const std::string& eyes(const Step& step) const;
    std::string last_person;
};

[[nodiscard]] Finding compare(Play& play, const Step& step, const Check& check,
                              const client::HttpAnswer& answer);

// An instant of the API as local text; "none" for null.
[[nodiscard]] std::string shown_instant(const Play& play, const Json* value);

}  // namespace reeve::rehearse
