#pragma once
// What stops a clock, or keeps it from counting, as its process says: in the draft's open event, or before
// it.

#include <string>
#include <string_view>

#include "records/decision_internal.hpp"

namespace reeve::records {

class ClockStopping {
public:
    // `act`: what is done, where something is.
    ClockStopping(const Decision& decision, const Draft& draft, const process::Clock& clock,
                  const process::Act* act)
        : decision_(decision), draft_(draft), clock_(clock), act_(act) {}

    // Of what stops it now; empty where nothing does.
    [[nodiscard]] std::string cause() const;
    // What stops it has happened, in this leg where it is of a leg: then it does not begin. What was done
    // does not matter to one that is started by an effect, nor, to one that goes on, what was done before it
    // `began` (never(): it does not go on).
    [[nodiscard]] bool has_happened(bool by_effect, Instant began) const;
    // It counts only while its condition, where it has one, holds.
    [[nodiscard]] bool holds() const;
    // The step that is due by it, where it is that of one, counts only while the record owes it.
    [[nodiscard]] bool counts() const;

private:
    const Decision& decision_;
    const Draft& draft_;
    const process::Clock& clock_;
    const process::Act* act_;

    [[nodiscard]] bool stops_now(const process::ClockStop& stop) const;
    [[nodiscard]] bool leg_changed() const { return draft_.record.leg() != draft_.leg_before; }
    [[nodiscard]] bool comes_to_hold(const process::Expression& condition) const;
};

// On which words a clock rests; no agreement: those of its process.
struct RestsOn {
    Id agreement;
    std::int64_t version = 0;
};
// Of what it pauses for now, by its process: empty where nothing is.
[[nodiscard]] std::string pause_cause(Decision& decision, const Draft& draft, const process::Clock& clock,
                                      const RestsOn& words);
[[nodiscard]] bool has_open_end(const Record& record, std::string_view link);

}  // namespace reeve::records
