#pragma once
// Which parts of a process its rehearsals prove: those that a step with expectations passes through.

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "process/model.hpp"
#include "records/event.hpp"
#include "rehearse/rehearsal.hpp"

namespace reeve::rehearse {

// Parts by their names for people: "state issue.working", "act issue.close", "row 3 of table targets",
// "rule issue.documented", "approval change.cab". A rule is touched where a record comes to rest in a state
// that it speaks of (in any, where it names none).
using Parts = std::set<std::string>;

// What the steps of one rehearsal pass through, as the journal tells it.
class Cover {
public:
    explicit Cover(const process::Process& process) : process_(process) {}

    // What was stored in one step. Of a step with expectations all counts: states entered, acts done, rows
    // that hit, approvals opened. Of others only rows count, and only once a later step looks at their
    // record.
    void take(std::span<const records::Event> events, bool expects);
    // A step looked at the record, which stands there.
    void look_at(std::string_view number);
    // It asked for this state, or for this act to be refused: where the act hands over, the row by which
    // there is nobody further for the present holder is touched too.
    void ask_state(std::string_view number, std::string_view state);
    void ask_act(std::string_view number, std::string_view act);
    // The rehearsal fails without the row or rule, as taking it out shows.
    void rest_on(const Foundation& part);
    [[nodiscard]] const Parts& parts() const { return touched_; }

private:
    struct Seen {
        std::string type, state, holder;
        bool ours = true;  // on the version whose parts are counted
        Parts rows;        // that nobody has looked at yet
    };
    const process::Process& process_;
    Parts touched_;
    std::map<Id, Seen> seen_;
    std::map<std::string, Id, std::less<>> by_number_;

    [[nodiscard]] Seen* find(std::string_view number);
    void touch_state(const Seen& seen);
    void touch_ends(const Seen& seen, const process::Act& act);
};

// Every part of the process that is not among the touched, with its line where it has one.
[[nodiscard]] std::vector<std::string> untouched_parts(const process::Process& process, const Parts& touched);

}  // namespace reeve::rehearse
