#include "desk/kinds.hpp"

#include <algorithm>
#include <array>

namespace reeve::desk {
namespace {

constexpr std::array<std::string_view, 20> all_words{
    "created", "fields",      "priority",   "organisation", "state",   "holder",  "clocks",
    "comment", "attachments", "links",      "watchers",     "erased",  "finding", "origin",
    "refused", "approvals",   "checklists", "trees",        "version", "time"};
// Clocks' inner life, records that she may not know, people who follow: not said to everybody.
constexpr std::array<std::string_view, 8> internal_words{"clocks",  "links",      "watchers", "finding",
                                                         "refused", "checklists", "version",  "time"};

// "" for what nobody needs to be told of.
struct KindOf {
    std::string_view operator()(const records::Born&) const { return "created"; }
    std::string_view operator()(const records::FieldSet&) const { return "fields"; }
    std::string_view operator()(const records::PrioritySet&) const { return "priority"; }
    std::string_view operator()(const records::OrganisationSet&) const { return "organisation"; }
    std::string_view operator()(const records::StateEntered&) const { return "state"; }
    std::string_view operator()(const records::LegOpened&) const { return "holder"; }
    std::string_view operator()(const records::LegClosed&) const { return "holder"; }
    std::string_view operator()(const records::Assigned&) const { return "holder"; }
    std::string_view operator()(const records::ClockSet&) const { return "clocks"; }
    std::string_view operator()(const records::TimerArmed&) const { return ""; }
    std::string_view operator()(const records::TimerDisarmed&) const { return ""; }
    std::string_view operator()(const records::Commented&) const { return "comment"; }
    std::string_view operator()(const records::Attached&) const { return "attachments"; }
    std::string_view operator()(const records::Linked&) const { return "links"; }
    std::string_view operator()(const records::Unlinked&) const { return "links"; }
    std::string_view operator()(const records::LinkedSeen&) const { return "links"; }
    std::string_view operator()(const records::Watching&) const { return "watchers"; }
    std::string_view operator()(const records::TextsErased&) const { return "erased"; }
    std::string_view operator()(const records::EntrySet&) const { return ""; }
    std::string_view operator()(const records::Finding&) const { return "finding"; }
    std::string_view operator()(const records::Imported&) const { return "origin"; }
    std::string_view operator()(const records::Adopted&) const { return "origin"; }
    std::string_view operator()(const records::DeedRefused&) const { return "refused"; }
    std::string_view operator()(const records::DeedSettled&) const { return "refused"; }
    std::string_view operator()(const records::RoundOpened&) const { return "approvals"; }
    std::string_view operator()(const records::Voted&) const { return "approvals"; }
    std::string_view operator()(const records::VoteVoided&) const { return "approvals"; }
    std::string_view operator()(const records::RoundDecided&) const { return "approvals"; }
    std::string_view operator()(const records::RoundVoided&) const { return "approvals"; }
    std::string_view operator()(const records::RoundUsed&) const { return "approvals"; }
    std::string_view operator()(const records::ScopeBegan&) const { return ""; }
    std::string_view operator()(const records::LimitHeld&) const { return ""; }
    std::string_view operator()(const records::StepTicked&) const { return "checklists"; }
    std::string_view operator()(const records::TreeWalked&) const { return "trees"; }
    std::string_view operator()(const records::Derived&) const { return "links"; }
    std::string_view operator()(const records::Noticed&) const { return ""; }
    std::string_view operator()(const records::Moved&) const { return "version"; }
    std::string_view operator()(const records::TimeLogged&) const { return "time"; }
    std::string_view operator()(const records::TimeStruck&) const { return "time"; }
};

Kinds set_of(std::string_view word) {
    const auto place = std::ranges::find(all_words, word);
    return place == all_words.end() ? Kinds{}
                                    : Kinds{}.set(static_cast<std::size_t>(place - all_words.begin()));
}

}  // namespace

Kinds kinds_of(const records::Changes& changes) {
    Kinds kinds;
    for (const records::Change& change : changes) {
        kinds |= set_of(std::visit(KindOf{}, change));
    }
    return kinds;
}

Kinds public_kinds(Kinds kinds) {
    for (const std::string_view word : internal_words) {
        kinds &= ~set_of(word);
    }
    return kinds;
}

std::vector<std::string_view> words_of(Kinds kinds) {
    std::vector<std::string_view> words;
    for (std::size_t place = 0; place < all_words.size(); ++place) {
        if (kinds.test(place)) {
            words.push_back(all_words[place]);
        }
    }
    return words;
}

}  // namespace reeve::desk
