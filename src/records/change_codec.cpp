#include <fmt/format.h>

#include "records/change_codec_internal.hpp"
#include "records/members_internal.hpp"
#include "records/reader_internal.hpp"

namespace reeve::records {
namespace {

template <class T>
Change read(const Json& json, std::string& wrong) {
    T change;
    Reader reader(json, wrong);
    members(reader, change);
    reader.finish();
    return change;
}

struct Kind {
    std::string_view key;  // the first member's name
    Change (*read)(const Json& json, std::string& wrong);
};

constexpr Kind kinds[] = {
    {"born", read<Born>},
    {"set", read<FieldSet>},
    {"priority", read<PrioritySet>},
    {"organisation", read<OrganisationSet>},
    {"state", read<StateEntered>},
    {"leg", read<LegOpened>},
    {"leg_closed", read<LegClosed>},
    {"assigned", read<Assigned>},
    {"clock", read<ClockSet>},
    {"timer", read<TimerArmed>},
    {"timer_off", read<TimerDisarmed>},
    {"commented", read<Commented>},
    {"attached", read<Attached>},
    {"linked", read<Linked>},
    {"unlinked", read<Unlinked>},
    {"seen", read<LinkedSeen>},
    {"watching", read<Watching>},
    {"erased", read<TextsErased>},
    {"entry", read<EntrySet>},
    {"finding", read<Finding>},
    {"imported", read<Imported>},
    {"adopted", read<Adopted>},
    {"refused", read<DeedRefused>},
    {"refused_no_more", read<DeedSettled>},
    {"round_opened", read<RoundOpened>},
    {"voted", read<Voted>},
    {"vote_void", read<VoteVoided>},
    {"round_decided", read<RoundDecided>},
    {"round_void", read<RoundVoided>},
    {"round_used", read<RoundUsed>},
    {"since", read<ScopeBegan>},
    {"limit", read<LimitHeld>},
    {"ticked", read<StepTicked>},
    {"tree", read<TreeWalked>},
    {"derived", read<Derived>},
    {"noticed", read<Noticed>},
    {"moved", read<Moved>},
    {"time_logged", read<TimeLogged>},
    {"time_struck", read<TimeStruck>},
};
static_assert(std::size(kinds) == std::variant_size_v<Change>);

}  // namespace

Json encode(const Change& change, InstantForm instants) {
    return std::visit(
        [&](const auto& of_kind) {
            Writer writer(instants, 6);
            members(writer, of_kind);
            return writer.finish();
        },
        change);
}

Json encode(const Change& change) {
    return encode(change, InstantForm::integer);
}

Json encode(const Holder& holder) {
    Writer writer;
    members(writer, holder);
    return writer.finish();
}

Outcome<Change> decode_change(const Json& json) {
    if (!json.is_object() || json.object().empty())
        return refuse(RefusalKind::malformed, "A change is an object whose first member names its kind.");
    const std::string& key = json.object().begin()->first;
    for (const Kind& kind : kinds) {
        if (kind.key != key) continue;
        std::string wrong;
        Change change = kind.read(json, wrong);
        if (wrong.empty()) return change;
        return refuse(RefusalKind::malformed, fmt::format("In a change '{}', {}.", key, wrong));
    }
    return refuse(RefusalKind::malformed, fmt::format("There is no kind of change '{}'.", key));
}

}  // namespace reeve::records
