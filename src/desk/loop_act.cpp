// Commands of people: who asks, whether it was asked before, what must be done first, and the act itself.

#include <algorithm>

#include "desk/loop.hpp"
#include "store/operational.hpp"

namespace reeve::desk {
namespace {

constexpr Duration key_life = Duration::hours(24);
constexpr Duration offline_key_life = Duration::days(90);  // of acts that were done without a connection
constexpr std::string_view offline_prefix = "off-";
constexpr Duration between_purges = Duration::hours(1);

std::unexpected<Refusal> unseen() {
    return refuse(RefusalKind::unseen, "There is no such record, or you may not see it.");
}

}  // namespace

Outcome<std::optional<store::Receipt>> Desk::Loop::receipt(Id caller, std::string_view route,
                                                           std::string_view key, const Digest& body,
                                                           Instant real_now) {
    if (key.empty()) {
        return std::nullopt;
    }
    real_now = real(real_now);
    if (real_now >= purged_ + between_purges) {
        writer_.purge_receipts(real_now);
        purged_ = real_now;
    }
    std::optional<store::Receipt> found = writer_.receipt(caller, route, key);
    if (found && found->expires <= real_now) {
        found.reset();
    }
    if (found && found->body != body) {
        return refuse(RefusalKind::unmet, "This Idempotency-Key was used before for something else.",
                      {{"idempotency_key", "", "Take a new key for a new request."}});
    }
    return found;
}

Instant Desk::Loop::key_expires(std::string_view key, Instant real_now) const {
    return real(real_now) + (key.starts_with(offline_prefix) ? offline_key_life : key_life);
}

// The first status and place, with the record as it is now.
Outcome<Answer> Desk::Loop::repeat(const store::Receipt& receipt, const records::Person* person) {
    const RecordPtr record = ledger_.record(receipt.number);
    if (record == nullptr) {
        return unseen();
    }
    Answer answer;
    answer.record = record;
    answer.created = receipt.status == 201;
    answer.replayed = true;
    answer.visible = person == nullptr || may_know(ledger_.world(), *person, *record);
    return answer;
}

// Everything due of these records and of what they are linked to, and what follows from it.
bool Desk::Loop::prepare(const std::vector<Id>& wanted) {
    const Until until{now_, now_ - Duration{1}};
    for (std::size_t round = 0; round < limits_.catch_up; ++round) {
        if (!catch_up(wanted, until)) {
            return false;
        }
        if (!follow_up_waits()) {
            return true;
        }
        const std::size_t before = slice_left_;
        run_follow_ups();
        if (slice_left_ == before) {
            return true;  // nothing of it can be done in this step
        }
    }
    return false;
}

// The record by its number, as it is once what was due has been done; the same refusal whether it does not
// exist or she may not know it.
Outcome<void> Desk::Loop::find_record(Act& act, const records::Person* person) {
    records::Command& command = act.command;
    const bool logs = command.kind == records::Command::Kind::log;
    std::vector<Id> wanted;
    if (!logs) {
        if (!act.number.empty()) {
            const std::optional<Id> id = writer_.find_record(act.number);
            if (!id) {
                return unseen();
            }
            command.record = *id;
        }
        wanted.push_back(command.record);
    }
    for (const records::LinkPart& link : command.links) {
        if (const std::optional<Id> id = writer_.find_record(link.number)) {
            wanted.push_back(*id);
        }
    }
    if (!prepare(wanted)) {
        return std::unexpected(
            Refusal{RefusalKind::busy, "The desk is catching up with this record; try again.", {}, 1});
    }
    if (logs) {
        return {};
    }
    const RecordPtr record = ledger_.record(command.record);
    if (record == nullptr || (person != nullptr && !may_know(ledger_.world(), *person, *record))) {
        return unseen();
    }
    return {};
}

// What she attaches is hers, complete, and measured by us, not by her.
Outcome<void> Desk::Loop::take_uploads(records::Command& command) {
    std::vector<Unmet> unmet;
    for (records::AttachmentPart& part : command.attachments) {
        const std::optional<store::UploadRow> upload = writer_.operational().upload(part.id);
        if (!upload || upload->person != command.actor.id || !upload->complete) {
            unmet.push_back({"upload", "attachments",
                             "There is no complete upload of yours with the id " + part.id.text() + "."});
            continue;
        }
        part.size = upload->size;
        part.sha256 = upload->sha256;
        part.name = part.name.empty() ? upload->name : part.name;
        part.media_type = part.media_type.empty() ? upload->media_type : part.media_type;
    }
    if (!unmet.empty()) {
        return refuse(RefusalKind::unmet, "Something that is attached is not there.", std::move(unmet));
    }
    return {};
}

Outcome<Answer> Desk::Loop::perform(Act& act) {
    const records::Actor actor = act.command.actor;
    const records::Person* person = nullptr;
    if (actor.kind == records::ActorKind::person) {
        person = ledger_.world().directory->person(actor.id);
        if (person == nullptr || !person->active) {
            return refuse(RefusalKind::unauthenticated, "Sign in again.");
        }
    }
    const auto earlier = receipt(actor.id, act.route, act.key, act.body, act.real_now);
    if (!earlier) {
        return std::unexpected(earlier.error());
    }
    if (*earlier) {
        return repeat(**earlier, person);
    }
    if (const Outcome<void> found = find_record(act, person); !found) {
        return std::unexpected(found.error());
    }
    if (person != nullptr) {
        if (const Outcome<void> taken = take_uploads(act.command); !taken) {
            return std::unexpected(taken.error());
        }
    }
    const bool created = act.command.kind == records::Command::Kind::log;
    const auto also = [&](const records::Record* record) {
        for (const records::AttachmentPart& part : act.command.attachments) {
            writer_.operational().remove_upload(part.id);
        }
        if (!act.key.empty() && record != nullptr) {
            writer_.put_receipt({actor.id, act.route, act.key, act.body, created ? 201 : 200, record->number,
                                 record->number, key_expires(act.key, act.real_now)});
        }
    };
    const Outcome<RecordPtr> done = ledger_.carry_out(act.command, at_now(), also);
    if (!done) {
        return std::unexpected(done.error());
    }
    Answer answer;
    answer.record = *done;
    answer.created = created;
    answer.visible = person == nullptr || may_know(ledger_.world(), *person, **done);
    return answer;
}

Outcome<Answer> Desk::Loop::perform(Operate& operate) {
    const Outcome<bool> kept = ledger_.under_savepoint([&]() -> Outcome<bool> {
        operate.work(writer_.operational());
        return true;
    });
    if (!kept) {
        return std::unexpected(kept.error());
    }
    return Answer{};
}

}  // namespace reeve::desk
