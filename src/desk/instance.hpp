#pragma once
// A whole running desk, as whoever starts one sees it: rehearsals and the command line ask for one, `app`
// makes it.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "desk/demo.hpp"
#include "desk/saved_faults.hpp"
#include "records/event.hpp"

namespace reeve::desk {

struct InstanceOptions {
    std::string data;  // folder; created when missing
    std::string listen = "127.0.0.1:0";
    std::string metrics_listen = "127.0.0.1:0";  // empty = no metrics
    bool manual_clock = false;
    std::optional<Instant> start;  // of the manual clock, on a fresh desk
    bool demo = false;             // people and organisations of the shipped processes, and demo.json
    bool demo_records = false;     // and a few records, so that there is something to look at
    // For a moment, such as a rehearsal's: its passwords are drawn for it alone, and not hashed slowly.
    bool passing = false;
    bool insecure = false;                  // plain HTTP on other addresses than loopback
    std::string trusted_proxy;              // the one address whose X-Forwarded headers are believed
    std::vector<ShippedProcess> processes;  // installed on a fresh desk; empty = those in the binary
};

struct DemoPerson {
    std::string name, password, display, organisation;
    std::vector<std::string> roles;  // "epts-support/tier_2"
    bool administrator = false;
};

class Instance {
public:
    virtual ~Instance() = default;                                  // stops it
    [[nodiscard]] virtual std::string address() const = 0;          // "http://127.0.0.1:41234"
    [[nodiscard]] virtual std::string metrics_address() const = 0;  // empty when there is none
    [[nodiscard]] virtual const std::vector<DemoPerson>& people() const = 0;
    // Of the journal, in order, those behind the first `known`.
    [[nodiscard]] virtual std::vector<records::Event> events_behind(std::size_t known) const = 0;
    [[nodiscard]] virtual WorldPtr world() const = 0;
    // In the desk's own name; waits until it is done.
    [[nodiscard]] virtual Outcome<Answer> administer(Administer what) = 0;
    // Whoever watches folders of processes tells it here, and the API says it.
    [[nodiscard]] virtual SavedFaults& saved_faults() = 0;
    // Returns after SIGINT or SIGTERM, or when the desk cannot write any more.
    virtual int wait() = 0;
};

// Throws std::runtime_error with a sentence when it cannot start.
using StartInstance = std::function<std::unique_ptr<Instance>(const InstanceOptions&)>;

}  // namespace reeve::desk
