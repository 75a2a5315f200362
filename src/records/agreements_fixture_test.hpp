#pragma once
// Jobs whose clocks rest on agreements, in the small world.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "records/world_fixture_test.hpp"

namespace reeve::records::testing {

class AgreementsTest : public JobTest {
protected:
    AgreementsTest() : JobTest("src/records/agreements_test.yaml") {
        world.add_person("helena", "central", {"agent"});
        world.add_person("dinis", "platform", {"vendor"});
        world.add_person("andre", "cs_boane", {"caller"});
        world.add_person("tomas", "hr_xai_xai", {"caller"});
    }
    static Agreement of(const std::string& name, process::AgreementKind kind,
                        std::vector<AgreementTarget> targets) {
        Agreement agreement;
        agreement.id = Id::of_name("agreement:" + name);
        agreement.name = agreement.title = name;
        agreement.kind = kind;
        agreement.process = "test";
        agreement.calendar = Id::of_name("calendar:facility_hours");
        agreement.from = "2014-01-01";
        agreement.targets = std::move(targets);
        agreement.agreed = Accord{};
        return agreement;
    }
    static Agreement sla(const std::string& name, const std::string& limit) {
        return of(name, process::AgreementKind::sla, {{"solved", {}, limit, {}}});
    }
    static Id organisation(const std::string& name) { return Id::of_name("organisation:" + name); }

    std::string logged(JsonObject fields = {}, std::string_view person = "andre") {
        return JobTest::logged(std::move(fields), person);
    }
    const ClockSet& clock(std::string_view number, std::string_view name) {
        const ClockInstance* live = world.get(number).live_clock(name);
        static const ClockSet none;
        EXPECT_NE(live, nullptr) << name;
        return live != nullptr ? live->now : none;
    }
    std::string resting_on(std::string_view number, std::string_view name) {
        const Agreement* found = world.directory().agreement(clock(number, name).agreement);
        return found != nullptr ? found->name : "";
    }
};

}  // namespace reeve::records::testing
