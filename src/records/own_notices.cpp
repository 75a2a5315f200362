// What the desk tells of itself: an act that it was refused, an escalation without a next holder, a seat that
// nobody can fill. Said once: a deed that is refused again for the same reasons changes nothing (deeds), and
// a round is opened once.
#include "process/own_notices.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "records/approvals_internal.hpp"
#include "records/notices_internal.hpp"
#include "records/why_refused.hpp"

namespace reeve::records {
namespace {

template <class T>
void add_once(std::vector<T>& list, T item) {
    if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(std::move(item));
}

class OwnNotices {
public:
    OwnNotices(Decision& decision, Draft& draft) : decision_(decision), draft_(draft) {}

    void tell() {
        for (const Change& change : draft_.event->changes) {
            if (const auto* refused = std::get_if<DeedRefused>(&change))
                (refused->unmet == std::vector<std::string>{"exhausted"} ? exhausted_ : refused_)
                    .push_back(*refused);
            if (const auto* opened = std::get_if<RoundOpened>(&change))
                if (const Round* round = draft_.record.round(opened->approval);
                    round != nullptr && round->live() && round->opened == *opened)
                    rounds_.push_back(*opened);
        }
        tell_deeds(process::desk_refused, refused_);
        tell_deeds(process::exhausted, exhausted_);
        tell_seats();
    }

private:
    Decision& decision_;
    Draft& draft_;
    std::vector<DeedRefused> refused_, exhausted_;
    std::vector<RoundOpened> rounds_;

    // Whoever asked is told too: she knows what she did, and not that nobody hears it.
    void give(std::string_view name, Id asked, const OwnPlaces& places) {
        const process::Notice& notice = process::own_notice(decision_.process(), name);
        std::vector<Id> people = audience_of(decision_, draft_, notice, [](Id) { return false; });
        if (!asked.empty()) add_once(people, asked);
        give_notice(decision_, draft_, notice, std::move(people), places);
    }

    void tell_deeds(std::string_view name, const std::vector<DeedRefused>& deeds) {
        if (deeds.empty()) return;
        give(name, {}, [&](std::string_view place, std::string_view language) {
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

    [[nodiscard]] Polling polling(std::string_view language) const {
        return {decision_.process(), *draft_.type, decision_.directory(), draft_.record, language};
    }

    void tell_seats() {
        const Polling now = polling("en");
        const auto fillable = [&](const ApprovalSeat& seat) { return now.has_members(seat); };
        std::erase_if(rounds_, [&](const RoundOpened& round) {
            return std::all_of(round.seats.begin(), round.seats.end(), fillable);
        });
        if (rounds_.empty()) return;
        give(process::seat_empty,
             draft_.event->actor.kind == ActorKind::person ? draft_.event->actor.id : Id{},
             [&](std::string_view place, std::string_view language) {
                 std::vector<std::string> words;
                 for (const RoundOpened& round : rounds_) {
                     const auto approval =
                         std::ranges::find(draft_.type->approvals, round.approval, &process::Approval::name);
                     if (place == "desk.approval") {
                         add_once(words, process::shown(approval->title, round.approval, language));
                         continue;
                     }
                     for (const ApprovalSeat& seat : round.seats)
                         if (!fillable(seat)) add_once(words, polling(language).seat_title(seat));
                 }
                 return join(words, ", ");
             });
    }
};

}  // namespace

void tell_own(Decision& decision, Draft& draft) {
    if (draft.process == &decision.process()) OwnNotices(decision, draft).tell();
}

}  // namespace reeve::records
