#pragma once
// A desk on the model store, with people, whose time the test turns.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "desk/demo.hpp"
#include "desk/desk.hpp"
#include "desk/queries.hpp"
#include "store/model/model_store.hpp"

namespace reeve::desk {

// "epts-support" and the like as shipped; "relay" is a small process of these tests, with two holders, an act
// that the desk does after ten minutes, a clock that breaches and linked parts; "relay_in_hours" has its
// clocks in the hours of the site, "relay_kept" such that are kept for some; "registered" is the one of the
// rehearsals.
[[nodiscard]] ShippedProcess shipped(const std::string& id);

constexpr Instant monday{1'390'197'600'000'000};  // 2014-01-20T06:00:00Z, 08:00 in Maputo

// What was asked and what came of it, once a step has answered.
using Asked = std::shared_ptr<std::optional<Outcome<Answer>>>;

class StagedDesk {
public:
    explicit StagedDesk(const std::vector<std::string>& processes = {"relay"}, Limits limits = {},
                        std::unique_ptr<store::Store> store = {});

    // Queues without stepping.
    Asked ask(Submission what);
    // Steps at the present instant until it is answered.
    Outcome<Answer> submit(Submission what);
    [[nodiscard]] Id id(std::string_view person) const;
    [[nodiscard]] Act log(std::string_view person, std::string_view type, JsonObject fields = {}) const;
    [[nodiscard]] Act act(std::string_view person, std::string_view number, std::string_view act,
                          JsonObject fields = {}) const;
    [[nodiscard]] Act comment(std::string_view person, std::string_view number, std::string_view text,
                              std::string_view audience = "public") const;
    // The number of a record logged so; a test failure when it was refused.
    std::string logged(std::string_view person, std::string_view type, JsonObject fields = {});
    // Done, or a test failure that says why not.
    records::Record done(Act act);
    [[nodiscard]] RefusalKind refused(Act act);

    // The manual clock: everything due until then is done by one Advance.
    void advance(Instant to);
    // The real one: a step at `to`, and further ones until nothing is left to do then.
    void live(Instant to);
    [[nodiscard]] Instant step() { return desk->step(now); }

    [[nodiscard]] records::Record record(std::string_view number);
    [[nodiscard]] std::vector<records::Event> journal(std::string_view stream_kind = "record");
    // The desk's memory is lost; what is stored stays.
    void reopen(Limits limits = {});

    std::unique_ptr<store::Store> store;
    store::model::ModelStore* model = nullptr;  // the store, unless another was given
    SeededEntropy entropy{7};
    std::unique_ptr<Desk> desk;
    Instant now = monday;
};

// "JOB-001 clock_breached" for each event of a record's stream, in order.
[[nodiscard]] std::vector<std::string> told(const std::vector<records::Event>& journal);

}  // namespace reeve::desk
