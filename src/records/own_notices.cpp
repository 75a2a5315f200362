// What the desk tells of itself: an act that it was refused, an escalation without a next holder, a seat that
// nobody can fill, effects that were left out. Said once: a deed that is refused again for the same reasons
// changes nothing (deeds), a round knows its empty seats, a record what was left out.
#include "process/own_notices.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "records/approvals_internal.hpp"
#include "records/clock_audience.hpp"
#include "records/notices_internal.hpp"
#include "records/why_refused.hpp"

namespace reeve::records {
namespace {

template <class T>
void add_once(std::vector<T>& list, T item) {
    if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(std::move(item));
}

// And nothing else: it is done by itself when it is time.
bool is_too_soon(const DeedRefused& refused) {
    return refused.possible && refused.unmet == std::vector<std::string>{"after"};
}

class OwnNotices {
public:
    OwnNotices(Decision& decision, Draft& draft) : decision_(decision), draft_(draft) {}

    void tell() {
        for (const Change& change : draft_.event->changes) {
            if (const auto* refused = std::get_if<DeedRefused>(&change); refused && !is_too_soon(*refused))
                (refused->unmet == std::vector<std::string>{"exhausted"} ? exhausted_ : refused_)
                    .push_back(*refused);
            if (const auto* finding = std::get_if<Finding>(&change); finding && finding->kind == "seat_empty")
                note_seat(finding->detail);
        }
        tell_deeds(process::desk_refused, refused_);
        tell_deeds(process::exhausted, exhausted_);
        tell_seats();
    }

    void tell_left_out(const std::vector<std::string>& unmet) {
        give(process::effects_refused, people_of(process::effects_refused),
             [&](std::string_view, std::string_view language) {
                 return join(why_left_out(*draft_.process, *draft_.type, unmet, language), " ");
             });
    }

private:
    Decision& decision_;
    Draft& draft_;
    std::vector<DeedRefused> refused_, exhausted_;
    // Of one round, and which of its seats.
    struct Unfilled {
        RoundOpened opened;
        std::vector<ApprovalSeat> seats;
    };
    std::vector<Unfilled> unfilled_;

    // Unless the round is over already.
    void note_seat(const Json& detail) {
        const Round* round = draft_.record.round(detail.string_or_empty("approval"));
        const auto seat = static_cast<std::size_t>(detail.integer_or("seat", 0));
        if (round == nullptr || round->outcome != "open" ||
            round->opened.round != detail.integer_or("round", 0) || seat >= round->opened.seats.size())
            return;
        const auto known = std::ranges::find(unfilled_, round->opened, &Unfilled::opened);
        Unfilled& of = known != unfilled_.end() ? *known : unfilled_.emplace_back(round->opened);
        add_once(of.seats, round->opened.seats[seat]);
    }

    [[nodiscard]] std::vector<Id> people_of(std::string_view name) const {
        return audience_of(decision_, draft_, process::own_notice(decision_.process(), name),
                           [](Id) { return false; });
    }
    void give(std::string_view name, std::vector<Id> people, const OwnPlaces& places) {
        give_notice(decision_, draft_, process::own_notice(decision_.process(), name), std::move(people),
                    places);
    }

    // Not where the clock because of which it was to be done is kept from her.
    [[nodiscard]] bool may_know(Id id, const DeedRefused& deed) const {
        const ClockSet* clock = clock_told(deed, &draft_.record);
        const auto index = clock != nullptr ? draft_.type->clock(clock->clock) : std::nullopt;
        const Person* person = decision_.directory().person(id);
        return !index || (person != nullptr &&
                          may_see(*person, decision_.process(), *draft_.type, draft_.type->clocks[*index],
                                  draft_.record, *clock, decision_.directory()));
    }

    // All read the same words: what some may not know is told where there is nothing else, to the others.
    void tell_deeds(std::string_view name, std::vector<DeedRefused> deeds) {
        if (deeds.empty()) return;
        std::vector<Id> people = people_of(name);
        const auto is_for_all = [&](const DeedRefused& deed) {
            return std::ranges::all_of(people, [&](Id id) { return may_know(id, deed); });
        };
        if (std::ranges::any_of(deeds, is_for_all))
            std::erase_if(deeds, [&](const DeedRefused& deed) { return !is_for_all(deed); });
        else
            std::erase_if(people, [&](Id id) {
                return !std::ranges::all_of(deeds, [&](const auto& deed) { return may_know(id, deed); });
            });
        give(name, std::move(people), [&](std::string_view place, std::string_view language) {
            std::vector<std::string> words;
            for (const DeedRefused& deed : deeds) {
                if (place == "desk.act") {
                    const auto act = draft_.type->act(deed.act);
                    add_once(words, act ? process::shown(draft_.type->acts[*act].title, deed.act, language)
                                        : deed.act);
                    continue;
                }
                for (std::string& why : why_refused(draft_.process, draft_.type, deed, language))
                    add_once(words, std::move(why));
            }
            return join(words, place == "desk.act" ? ", " : " ");
        });
    }

    [[nodiscard]] bool opens_one() const {
        return std::ranges::any_of(draft_.event->changes, [&](const Change& change) {
            const auto* opened = std::get_if<RoundOpened>(&change);
            return opened != nullptr &&
                   std::ranges::find(unfilled_, *opened, &Unfilled::opened) != unfilled_.end();
        });
    }

    void tell_seats() {
        if (unfilled_.empty()) return;
        std::vector<Id> people = people_of(process::seat_empty);
        // Whoever asked is told too: she knows what she did, and not that nobody hears it.
        if (draft_.event->actor.kind == ActorKind::person && opens_one())
            add_once(people, draft_.event->actor.id);
        give(process::seat_empty, std::move(people), [&](std::string_view place, std::string_view language) {
            const Polling polling{decision_.process(), *draft_.type, decision_.directory(), draft_.record,
                                  language};
            std::vector<std::string> words;
            for (const Unfilled& round : unfilled_) {
                const std::string& name = round.opened.approval;
                const auto approval =
                    std::ranges::find(draft_.type->approvals, name, &process::Approval::name);
                if (place == "desk.approval") {
                    add_once(words, process::shown(approval->title, name, language));
                    continue;
                }
                for (const ApprovalSeat& seat : round.seats) add_once(words, polling.seat_title(seat));
            }
            return join(words, ", ");
        });
    }
};

}  // namespace

void tell_own(Decision& decision, Draft& draft) {
    if (draft.process == &decision.process()) OwnNotices(decision, draft).tell();
}

void tell_left_out(Decision& decision, Draft& draft, const std::vector<std::string>& unmet) {
    if (draft.process == &decision.process()) OwnNotices(decision, draft).tell_left_out(unmet);
}

}  // namespace reeve::records
