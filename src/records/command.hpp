#pragma once
// What somebody, or the desk, wants done.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/json.hpp"
#include "records/event.hpp"

namespace reeve::records {

struct CommentPart {
    std::string text;
    std::string audience;  // "public", "internal"; empty = the act's own, else internal
};

struct AttachmentPart {
    Id id;  // of the stored content
    std::string name, media_type, sha256;
    std::int64_t size = 0;
    std::string audience;  // empty = that of the comment, else internal
    std::string kind{};    // of its type's kinds of documents; empty: it has none
};

struct LinkPart {
    std::string link;    // the link's name
    std::string number;  // of the other record
    bool remove = false;
};

struct VotePart {
    std::string approval;
    std::string vote;    // "yes", "no", "abstain"
    std::string seat;    // its role; empty = the first free one that she may fill
    std::string digest;  // of what she saw
    std::string reason;
    std::string principal{};  // handle or id of whose delegate she is; empty: for herself
};

// A question tree that was walked: the answers, in order.
struct TreePart {
    std::string tree;
    std::vector<std::string> answers;
};

struct Command {
    // log: a new record. act: one of the process's. edit, assign, take, comment, link, watch, adopt: built
    // in; so are recompute: clocks counted anew, tick: a step of a checklist, log_time and strike_time: how
    // long somebody worked. timer: the desk's own, at an instant. recheck: a linked record changed, or an
    // entry of the directory by which clocks count. vote: for a seat of an approval.
    enum class Kind : std::uint8_t {
        log,
        act,
        edit,
        assign,
        take,
        comment,
        link,
        watch,
        timer,
        recheck,
        adopt,
        move,
        recompute,
        vote,
        tick,
        log_time,
        strike_time
    };
    Kind kind = Kind::act;
    Id id;  // of the command: all events of its transaction bear it
    Actor actor;
    std::string process, type;                              // of log
    Id record;                                              // of all but log
    std::string act;                                        // of act, and the clock or act of timer
    std::string title, description;                         // of log; of edit where set
    std::optional<std::string> new_title, new_description;  // of act and edit, where the form has them
    JsonObject fields;                                      // by name, values as in the API
    std::optional<CommentPart> comment;
    std::vector<AttachmentPart> attachments;
    std::vector<LinkPart> links;
    std::vector<TreePart> trees;  // of log and act
    std::string reporter;         // of log: handle or id; empty = the actor
    std::string channel;
    std::optional<Instant> claimed;  // occurred_at as a device or form says
    std::optional<std::int64_t> if_version;
    std::int64_t version = 0;  // of move: the version of the process that it goes to
    std::string person;        // of assign (handle or id; empty = nobody) and watch
    bool watch_on = true;
    VotePart vote;
    // Of timer: which one and when it was due; of recheck: which linked record.
    std::optional<Instant> due;
    std::uint8_t timer_kind = 0;  // records::DueTimer::Kind
    Id about;                     // recheck: the linked record or the entry; recompute: what it rests on
    Id cause;                     // the event that made the desk act
    int depth = 0;                // of follow-ups
};

}  // namespace reeve::records
