#pragma once
// A process is explored before it is installed: what people would meet later is told to whoever sends it.

#include <expected>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "base/json.hpp"
#include "desk/administering.hpp"
#include "desk/beside.hpp"
#include "desk/demo.hpp"

namespace reeve::verify {
struct Checked;
}

namespace reeve::desk {

// Gives the errors that were found their ways as rehearsals, those that play; answers the demo.yaml that was
// made up for them, where the process has none. `beside`: the processes that were known while it was
// explored. Takes seconds, but not many, and begins no further one when `goes_on` says no; what can do that
// lies above the desk.
using RehearseFindings =
    std::function<std::string(const ShippedProcess& process, const process::Process&, verify::Checked&,
                              std::span<const ShippedProcess> beside, const std::function<bool()>& goes_on)>;

// Takes seconds for a large process: on no thread for which others wait. Refusal unmet with every error, its
// place as the field, where exploring shows one; what could not be explored refuses nothing.
[[nodiscard]] Outcome<void> explore(const Installation& installation);

struct Unsound {
    Refusal refusal;
    Json findings = {};  // with their rehearsals, as verify::as_json has them; null where it was not explored
    std::string demo = {};
};

// The same of what is sent to a desk that is at work.
class Explorations {
public:
    explicit Explorations(Beside& beside, RehearseFindings rehearse = {});

    // Called once, on whatever thread read and explored it, with what was read: what could not be is not
    // explored. Refusal busy, at once, where too many wait.
    using Explored = std::move_only_function<void(std::expected<ReadInstallation, Unsound>)>;
    // `value` as read_installation takes it.
    void explore(WorldPtr world, Json value, Explored done);
    // What is under way gives its findings no more rehearsals.
    void stop();

private:
    struct Waiting;
    std::shared_ptr<Waiting> waiting_;  // shared with what is under way
    Beside& beside_;
    RehearseFindings rehearse_;
};

}  // namespace reeve::desk
