#pragma once
// What a fresh desk gets before its doors open: processes, people, passwords.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/sources.hpp"
#include "desk/demo.hpp"
#include "desk/desk.hpp"
#include "desk/instance.hpp"
#include "desk/sessions.hpp"

namespace reeve::app {

// Steps the desk itself, so only before its thread runs. Throws std::runtime_error when something is refused:
// what is shipped must load.
class FirstStart {
public:
    using Hash = std::function<std::string(std::string_view password)>;
    FirstStart(desk::Desk& desk, Entropy& entropy, Instant now, Hash hash = desk::hash_password)
        : desk_(desk), entropy_(entropy), now_(now), hash_(std::move(hash)) {}

    // Processes with their demonstration people, who share one random password.
    [[nodiscard]] std::vector<desk::DemoPerson> demonstration(
        const std::vector<desk::ShippedProcess>& shipped);
    // Processes alone, and one administrator with a random password.
    [[nodiscard]] std::vector<desk::DemoPerson> administrator(
        const std::vector<desk::ShippedProcess>& shipped);

    [[nodiscard]] desk::Answer submit(desk::Submission what);
    // Lets the desk do what falls due until then.
    void pass_until(Instant to);

private:
    [[nodiscard]] std::string random_password();
    void set_password(const std::vector<Id>& people, const std::string& password);

    desk::Desk& desk_;
    Entropy& entropy_;
    Instant now_;
    Hash hash_;
};

}  // namespace reeve::app
