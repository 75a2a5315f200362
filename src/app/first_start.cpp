#include "app/first_start.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>

#include "base/sha256.hpp"

namespace reeve::app {
namespace {

std::string sentence_of(const Refusal& refusal) {
    std::string text = refusal.detail;
    for (const Unmet& one : refusal.unmet) text += "\n  " + one.why;
    return text;
}

desk::DemoPerson shown(const desk::World& world, const records::Person& person, const std::string& password) {
    desk::DemoPerson shown{person.name, password, person.display, {}, {}, person.administrator};
    if (const auto* organisation = world.directory->organisation(person.organisation))
        shown.organisation = organisation->display;
    for (const records::Membership& membership : person.memberships)
        shown.roles.push_back(membership.process + "/" + membership.role);
    return shown;
}

}  // namespace

desk::Answer FirstStart::submit(desk::Submission what) {
    std::optional<Outcome<desk::Answer>> found;
    if (desk_.submit(std::move(what), [&](Outcome<desk::Answer> outcome) { found = std::move(outcome); }) !=
        desk::Desk::Submitted::queued)
        throw std::runtime_error("the desk's queue is full at its first start");
    for (int i = 0; i < 100 && !found; ++i) (void)desk_.step(now_);
    if (!found) throw std::runtime_error("the desk does not answer at its first start");
    if (!*found) throw std::runtime_error(sentence_of(found->error()));
    return std::move(**found);
}

void FirstStart::pass_until(Instant to) {
    // From one due instant to the next, so that what happens on the way is recorded when it happens.
    for (int i = 0; i < 100'000; ++i) {
        const Instant next = desk_.step(now_);
        if (next > to) break;
        now_ = std::max(now_, next);
    }
    now_ = std::max(now_, to);
}

std::string FirstStart::random_password() {
    std::array<std::uint8_t, 12> bytes{};
    entropy_.fill(bytes);
    return base64url(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

void FirstStart::set_password(const std::vector<Id>& people, const std::string& password) {
    (void)submit(desk::Operate{[people, hash = hash_(password)](store::Operational& operational) {
        for (const Id& person : people) operational.put_password(person, hash);
    }});
}

std::vector<desk::DemoPerson> FirstStart::demonstration(const std::vector<desk::ShippedProcess>& shipped) {
    auto entries = desk::demonstration(shipped);
    if (!entries) throw std::runtime_error(sentence_of(entries.error()));
    for (desk::Administer& entry : *entries) (void)submit(std::move(entry));
    const std::string password = random_password();
    const desk::WorldPtr world = desk_.world();
    std::vector<desk::DemoPerson> people;
    std::vector<Id> ids;
    for (const records::Person& person : world->directory->people()) {
        people.push_back(shown(*world, person, password));
        ids.push_back(person.id);
    }
    set_password(ids, password);
    return people;
}

std::vector<desk::DemoPerson> FirstStart::administrator(const std::vector<desk::ShippedProcess>& shipped) {
    auto entries = desk::demonstration(shipped);
    if (!entries) throw std::runtime_error(sentence_of(entries.error()));
    using Kind = desk::Administer::Kind;
    for (desk::Administer& entry : *entries)
        if (entry.kind == Kind::install_process || entry.kind == Kind::activate_process)
            (void)submit(std::move(entry));
    desk::Administer administrator;
    administrator.kind = Kind::person;
    administrator.value =
        JsonObject{{"name", "admin"}, {"display", "Administrator"}, {"administrator", true}};
    (void)submit(std::move(administrator));
    const desk::WorldPtr world = desk_.world();
    const records::Person* person = world->directory->person("admin");
    if (!person) throw std::runtime_error("the first administrator could not be made");
    const std::string password = random_password();
    set_password({person->id}, password);
    return {shown(*world, *person, password)};
}

}  // namespace reeve::app
