#pragma once
// A rehearsal as it was read: every name in it known, every time an instant. What its texts look like is in
// docs/processes/rehearsals.md.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/json.hpp"
#include "calendar/zone.hpp"

namespace reeve::rehearse {

// One thing that must hold: a place in what the desk shows, and the text that must stand there. Texts compare
// as globs: '*' in `expected` stands for anything.
struct Check {
    enum class Of : std::uint8_t {
        member,  // of the record: `name` is state, priority, rank, version, title …
        holder,  // `part`: role, team, person, organisation, leg, since
        assignee,
        clock,     // `name`; `part`: state, due, remaining …; `leg` where it says which
        breached,  // the names of the clocks that were breached
        deeds,     // acts that the desk was refused and will try again
        watchers,
        legs,      // their roles, in order, with "gap" where they do not meet
        leg,       // `leg`; `part`: role, from, to, cause …
        approval,  // `name`; `part`: outcome, round, cause, used, votes
        field,     // `name`
        links,     // `name`: the records so linked
        entry,     // some entry of the timeline
        no_entry,  // none is like `expected`
        can,       // the step's person may do the act `name` now
        cannot,    // she may not
        seen_by,   // the person `name` may know the record
        hidden_from,
        found,     // by a list: exactly these, in this order
        includes,  // among those found
        excludes,
        count,
        people,     // on duty
        documents,  // the names of all that are attached, "report.pdf (report)" of one of a kind
        ticked,     // the steps of the checklist `name` that are ticked, in order
        dossier,    // `name`: complete or not
        tree,       // what came of the question tree `name`; `part`: the output
        told,       // whom the notice `name` told of the record
    };
    Of of = Of::member;
    std::string record;  // its name in the rehearsal; empty for a list or for duty
    std::string name, part;
    std::optional<std::int64_t> leg;
    std::string expected;
    int line = 0;
};

// What must be refused, and in what words.
struct Refused {
    std::int64_t status = 0;
    std::vector<std::string> why;  // globs: each must match the detail or the reason of something unmet
    // All that is unmet, and nothing else: fields, or what else it is, in order; not asked where it is empty.
    std::vector<std::string> unmet;
};

struct Step {
    enum class Kind : std::uint8_t {
        none,
        log,
        act,
        comment,
        edit,
        vote,
        delegate,
        read,
        list,
        oncall,
        together
    };
    Kind kind = Kind::none;
    bool given = false;  // of the set-up: it must simply be done
    Instant at;
    std::string as;               // a person; empty only where nothing is done
    std::vector<std::string> on;  // names of records
    std::string act;              // of act
    std::string name;             // of the record that is logged
    JsonObject body;              // of log, act, comment, edit, vote and delegate, as sent
    // Records whose numbers go into the body's links once they are known: (link, record, remove).
    struct LinkTo {
        std::string link, record;
        bool remove = false;
    };
    std::vector<LinkTo> links;
    // Files that come with log, act or comment.
    struct Document {
        std::string name, kind;  // kind empty: of none
    };
    std::vector<Document> documents;
    std::vector<std::pair<std::string, std::string>> query;  // of list and oncall
    std::map<std::string, std::vector<std::string>, std::less<>>
        names;                               // link → what its new records are called
    std::optional<std::int64_t> if_version;  // of edit and act
    std::vector<Check> checks;
    std::optional<Refused> refused;
    // What several people do at the same moment, each on a connection of her own, and how many of them get
    // through; `refused` is what the others are told.
    std::vector<Step> together;
    std::size_t done = 0;
    int line = 0;
    // Nothing is asked of it, so it proves nothing.
    [[nodiscard]] bool untouched() const { return !given && checks.empty() && !refused; }
};

// A part of the process without which the rehearsal must fail: `rule`, "issue.acknowledged".
struct Foundation {
    std::string kind, path;
    std::vector<std::string> in;  // of a row: its first cells
    int line = 0;
    [[nodiscard]] std::string text() const;
};

struct Rehearsal {
    std::string file;
    std::string title;
    std::vector<std::string> covers;  // rows of the requirements; of the first example: those of all
    std::string process;
    std::vector<std::string> beside;  // other processes that must be on the desk
    int former = 0;  // the version with which records begin while they are given; 0: the one rehearsed
    Instant start;
    calendar::Zone zone;
    std::string observer;     // through whose eyes expectations are read; empty = the step's person
    std::vector<Step> steps;  // those of the set-up first
    std::vector<Foundation> rests_on;
    // Of `examples`, each played on a desk of its own: this is the first of them, and knows the others.
    std::string example;  // the row's values: "high, low"
    std::vector<Rehearsal> more_examples;
    // What any of the examples rests on, each part once; and those that rest on the part, by themselves.
    [[nodiscard]] std::vector<Foundation> foundations() const;
    [[nodiscard]] Rehearsal resting_on(const Foundation& part) const;
    [[nodiscard]] std::size_t untouched() const;
    // Whether some step does something that must succeed; whether some is refused or a clock breached.
    [[nodiscard]] bool shows_success() const;
    [[nodiscard]] bool shows_refusal() const;
};

}  // namespace reeve::rehearse
