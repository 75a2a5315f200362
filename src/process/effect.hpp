#pragma once
// What an act causes, a state that is entered or left, a condition that comes to hold.

#include <cstdint>
#include <optional>

#include "process/create.hpp"
#include "process/expression.hpp"
#include "process/index.hpp"
#include "process/words.hpp"

namespace reeve::process {

enum class Audience : std::uint8_t { open_to_all /* "public" */, internal };

// `do X on links.L`: the act is done on each open target, in the same transaction.
struct ActOnLinked {
    Index link = 0;
    Index act = 0;  // of the target type
};

// The record is linked to what the expression names: a linked record, an entry of a register, a number, or a
// list of one of these.
struct LinkTo {
    Index link = 0;
    Expression to;
};

// A comment in the name of whoever acts.
struct Publish {
    Words text;
    Audience audience = Audience::open_to_all;
};

struct Effect {
    enum class Kind : std::uint8_t {
        set,
        assign_actor,
        unassign,
        create,
        for_each,
        act_on_linked,
        watch,
        unlink,         // all ends of a link
        open_approval,  // a new round is opened, where none is open on the same subject
        notify,         // a notice
        link,           // to records that there are
        start_clock,
        stop_clock,
        pause_clock,
        resume_clock,
        publish  // a comment
    };
    Kind kind = Kind::set;
    std::optional<Set> set;
    std::optional<Create> create;
    std::optional<ForEach> for_each;
    std::optional<ActOnLinked> on_linked;
    std::optional<LinkTo> link_to;
    std::optional<Publish> publish;
    Index watcher = 0;  // of watch: the role whose members follow the record from then on
    // Of unlink: the link; of open_approval: the approval; of notify: the notice; of a clock's: the clock.
    Index index = 0;
    int line = 0;

    // What it makes: by `create`, or for each row; null where it makes nothing.
    [[nodiscard]] const Create* creates() const {
        return create ? &*create : for_each ? &for_each->create : nullptr;
    }
};

}  // namespace reeve::process
