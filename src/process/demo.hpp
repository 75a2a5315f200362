#pragma once
// Who there is for a demonstration and for rehearsals: a process's demo.yaml.

#include <expected>
#include <span>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/problem.hpp"
#include "process/load.hpp"
#include "process/words.hpp"

namespace reeve::process {

struct DemoCalendar {
    std::string name;
    Words title;
    Json spec;  // as calendar/read_working_times.hpp reads it; it can be built
};

struct DemoOrganisation {
    std::string name;      // the handle: "cs_boane"
    std::string display;   // "Boane Health Centre"
    std::string kind;      // "facility"
    std::string calendar;  // of this file; may be empty
};

struct DemoTeam {
    std::string name;
    std::string display;
    std::string organisation;
    std::string calendar;  // of this file; its organisation's when empty
};

struct DemoRole {
    std::string process;       // whose role it is; empty where it is not said and the file was read alone
    std::string role;          // "tier_2"
    std::string organisation;  // at which she has it; her own when empty

    bool operator==(const DemoRole&) const = default;
};

struct DemoPerson {
    std::string name;
    std::string display;
    std::string email;     // may be empty
    std::string language;  // "en" when not said
    std::string organisation;
    std::vector<std::string> teams;
    std::vector<DemoRole> roles;
    bool administrator = false;
};

// About the process whose file it is; every target as the API has one.
struct DemoAgreement {
    std::string name;
    Words title;
    std::string kind;                // "sla", "ola", "contract"
    std::string provider, customer;  // organisations of this file; may be empty
    std::string service;
    std::string calendar;
    std::string from, until;  // days; `until` may be empty
    JsonArray targets;        // {"clock", "when"?, "limit", "warn"?}
    bool agreed = false;
    std::string agreed_by;  // a person of this file; may be empty
    std::string reference;
};

struct Demo {
    std::vector<DemoCalendar> calendars;
    std::vector<DemoOrganisation> organisations;
    std::vector<DemoTeam> teams;
    std::vector<DemoPerson> people;
    std::vector<DemoAgreement> agreements;
    int people_line = 0;  // where they begin in the file; 0 where there are none
};

// Everything in the order of the file, every name in it resolved; roles only of the process, where it is
// given, and of those `beside` it: a role of one that is not at hand is kept unread.
[[nodiscard]] std::expected<Demo, std::vector<Problem>> load_demo(const SourceFile& file,
                                                                  const Process* process = nullptr,
                                                                  std::span<const ProcessPtr> beside = {});

}  // namespace reeve::process
