#pragma once
// Another desk's records, handed to Desk::submit in batches: over HTTP, or by a program that holds a stopped
// folder.
//
//   desk::Desk desk(store, entropy, {.import_rows = 20'000});   // rows of one commit; small where people
//   wait desk.submit(desk::Import{…}, [&](Outcome<desk::Answer> done) { /* done->imported is the report */
//   }); while (…) desk.step(clock.now());
//
// Entries come first, so that lives may name them. A batch is durable when it is answered (into a stopped folder: when that is closed); one that failed on
// its way may have been told in part, and is simply handed in again: what is here already adds nothing. So a
// life may be cut between two rows, and its parts handed in one after the other. Memory is that of the
// batches waiting (Limits::imports) and their reports.

#include <cstdint>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "desk/import_ahead.hpp"
#include "records/event.hpp"
#include "records/importing.hpp"

namespace reeve::desk {

// Entries of the directory that the lives name. One whose handle is there already is left as it is.
struct ImportedOrganisation {
    std::string name, display;
    std::string kind, calendar;  // "" = none; the calendar by its handle
};
struct ImportedTeam {
    std::string name, display, organisation;  // handles
};
struct ImportedPerson {
    std::string name, display, organisation;  // handles
    std::vector<std::string> roles;           // of the import's process
    std::vector<std::string> teams;           // handles
};

struct Import {
    records::Actor actor;  // a person: an administrator; the desk itself for a stopped folder
    std::string source;    // names the other desk: with a life's key it says which record is meant
    std::string process;   // its active version takes what is new
    std::vector<ImportedOrganisation> organisations;
    std::vector<ImportedTeam> teams;
    std::vector<ImportedPerson> people;
    std::vector<records::ImportedLife> lives;
    // Of each life, or of none: what import_ahead.hpp made of it. It saves the desk's thread most of the
    // work.
    std::vector<std::optional<ToldAhead>> ahead;
    // Lives that are to be told ahead: for each a number is drawn that it may be born with.
    struct Foreseen {
        std::string key, type;
    };
    std::vector<Foreseen> foreseen;
};

// rows = added + known + rejected.
struct ImportReport {
    std::int64_t records = 0;   // lives of which something is here
    std::int64_t created = 0;   // records that were born of them
    std::int64_t rows = 0;      // that were handed in
    std::int64_t added = 0;     // that became events
    std::int64_t known = 0;     // that were here already
    std::int64_t compared = 0;  // of the added ones: those that say a priority, and
    std::int64_t agreeing = 0;  // those that say what this process makes of them
    std::vector<records::ImportNote> flagged, rejected;
    std::vector<records::PriorityDiffers> differing;
    std::vector<std::int64_t> numbers;  // of Import::foreseen; 0 = it is here, or of no type there is
};
void add(ImportReport& onto, ImportReport more);  // of a part that follows; its numbers are left out
[[nodiscard]] Json report_json(const ImportReport& report);

}  // namespace reeve::desk
