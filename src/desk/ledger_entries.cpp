// Events of the directory and the processes: written, and folded into the world of the open transaction.

#include "desk/ledger.hpp"
#include "desk/sealing.hpp"
#include "records/clocks_moved.hpp"
#include "records/seats_left.hpp"

namespace reeve::desk {

World& Ledger::draft() {
    if (!draft_) {
        draft_ = std::make_shared<World>(*world_);
        directory_ = std::make_shared<records::Directory>(*world_->directory);
        draft_->directory = directory_;
    }
    return *draft_;
}

void Ledger::turn(Instant now) {
    if (now >= world().next_turn) {
        draft().turn(now);
    }
}

void Ledger::bring_into_force() {
    const records::LaterWords words = words_ahead();
    for (const Id agreement : words.agreements) {
        writer_.add_follow_up({entropy_.id(), {{}, agreement, {}, 1}, words.at, 0});
        followed_ = true;
    }
    words_.told(words);
    keep_told(writer_.operational(), words.at);
}

Outcome<void> Ledger::write_entry(records::Event& event, When when, const Also& also,
                                  const std::function<Outcome<void>()>& apply) {
    event.id = entropy_.id();
    event.occurred_at = when.now;
    event.recorded_at = when.received;
    if (event.command.empty()) {
        event.command = entropy_.id();
    }
    const records::Expected before{event.stream, event.version - 1};
    const Outcome<bool> kept = under_savepoint([&]() -> Outcome<bool> {
        seal_event(event, writer_.head_of(event.stream), entropy_);
        if (!writer_.append({&before, 1}, {&event, 1}, {})) {
            return false;
        }
        if (also) {
            also(nullptr);
        }
        if (Outcome<void> applied = apply(); !applied) {
            return std::unexpected(std::move(applied.error()));
        }
        return true;
    });
    if (!kept) {
        return std::unexpected(kept.error());
    }
    return *kept ? Outcome<void>{}
                 : refuse(RefusalKind::stale, "It has been changed meanwhile; look at it again.");
}

void Ledger::fold_again(Instant now) {
    directory_ = std::make_shared<records::Directory>(*world_->directory);
    for (const records::Event& event : entered_) {
        (void)directory_->apply(event);
    }
    draft_->directory = directory_;
    draft_->turn(now);
}

Outcome<void> Ledger::enter(records::Event event, When when, const Also& also) {
    draft();
    words_.changed();
    Outcome<void> written = write_entry(event, when, also, [&]() -> Outcome<void> {
        if (Outcome<void> applied = directory_->apply(event); !applied) {
            return applied;
        }
        if (event.stream_kind == "person") {
            draft_->turn(when.now);
        }
        if (records::moves_clocks(*world_->directory, *directory_, event) ||
            records::leaves_roles_empty(*world_->directory, *directory_, event)) {
            writer_.add_follow_up({entropy_.id(), {{}, event.stream, event.id, 1}, when.now, 0});
            followed_ = true;
        }
        return {};
    });
    if (written) {
        entered_.push_back(std::move(event));
    } else {
        fold_again(when.now);
    }
    return written;
}

Outcome<void> Ledger::enter(records::Event event, When when, std::vector<ProcessVersion> processes,
                            const Also& also) {
    Outcome<void> written = write_entry(event, when, also, [] { return Outcome<void>{}; });
    if (written) {
        draft().processes = std::move(processes);
    }
    return written;
}

}  // namespace reeve::desk
