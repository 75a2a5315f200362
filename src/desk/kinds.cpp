#include "desk/kinds.hpp"

#include <algorithm>

namespace reeve::desk {
namespace {

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
};

}  // namespace

std::string_view kind_of(const records::Change& change) {
    return std::visit(KindOf{}, change);
}

void add_kinds(const records::Changes& changes, std::vector<std::string>& onto) {
    for (const records::Change& change : changes) {
        const std::string_view kind = kind_of(change);
        if (!kind.empty() && std::ranges::find(onto, kind) == onto.end()) {
            onto.emplace_back(kind);
        }
    }
}

}  // namespace reeve::desk
