#pragma once
// What is known of a version of a process beyond its words: what exploring it shows, and how its rehearsals
// end. Found out beside the desk's work, when somebody asks first, and kept.

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "base/json.hpp"
#include "desk/beside.hpp"
#include "desk/demo.hpp"
#include "desk/exploring.hpp"
#include "desk/world.hpp"

namespace reeve::desk {

// Says of the rehearsal at that place what is known of it by now. False: nobody wants to know more.
using TellRehearsal = std::function<bool(std::size_t place, Json known)>;
// Reads all rehearsals of a process and tells of each, then plays them in order and tells of each again, each
// with those `beside` it that it names. What can do that lies above the desk.
using PlayRehearsals = std::function<void(const ShippedProcess& process,
                                          std::span<const ShippedProcess> beside, const TellRehearsal& tell)>;

class Examinations {
public:
    // `beside` is used for nothing else: what is given to it takes seconds.
    Examinations(Beside& beside, PlayRehearsals play, RehearseFindings rehearse = {});
    ~Examinations();  // what was begun ends soon
    Examinations(const Examinations&) = delete;
    Examinations& operator=(const Examinations&) = delete;

    // {"state": "running" | "done", "types", "problems", "findings", "demo"?}, as verify::as_json has them;
    // empty while it runs. Refusal busy when too many wait already. `partners`: the processes to whose
    // records it links.
    [[nodiscard]] Outcome<Json> explored(const ProcessVersion& version,
                                         const std::vector<ProcessVersion>& partners = {});
    // {"state", "items"}: what was told of each rehearsal. `beside`: other processes that they may name.
    [[nodiscard]] Outcome<Json> rehearsed(const ProcessVersion& version,
                                          const std::vector<ProcessVersion>& beside = {});

private:
    struct Kept;
    std::shared_ptr<Kept> kept_;  // shared with what is under way
    Beside& beside_;
};

}  // namespace reeve::desk
