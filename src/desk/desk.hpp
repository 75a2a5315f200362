#pragma once
// The desk: commands in, durable answers out. A state machine with step(now): no thread, no clock, no socket
// (decision 0005). One thread calls step; submit may be called from any.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "base/outcome.hpp"
#include "base/sha256.hpp"
#include "base/sources.hpp"
#include "desk/administering.hpp"
#include "desk/beside.hpp"
#include "desk/import.hpp"
#include "desk/kinds.hpp"
#include "desk/limits.hpp"
#include "desk/world.hpp"
#include "records/command.hpp"
#include "records/reach.hpp"
#include "store/kept_entries.hpp"
#include "store/operational.hpp"
#include "store/store.hpp"

namespace reeve::desk {

// A command of a person, with the key under which a repeat gets the first answer. What she attaches are
// complete uploads of hers, named by their ids: size, digest and, where not said, name and media type are
// those of the upload, which is hers no more once the act is done.
struct Act {
    records::Command command;  // its actor is the caller; its record is found by `number` where one is given
    std::string number;
    std::string key;    // Idempotency-Key; empty = none
    std::string route;  // with the key: what was asked
    Digest body{};      // with the key: of the request body
    Instant real_now;   // with the key: how long it is kept is counted in real time
};

// A change to the directory or the processes, by an administrator; of who votes in her place, by herself.
struct Administer {
    enum class Kind : std::uint8_t {
        person,
        organisation,
        team,
        calendar,
        agreement,
        agree,     // to an agreement as it stands: {id, reference?}
        delegate,  // of the actor herself: {id, delegate}
        install_process,
        activate_process
    };
    Kind kind = Kind::person;
    records::Actor actor;
    Json value;  // the entry as in the API; {id, files: {path: text}} of a process; {id, version} to activate
    std::string key, route;
    Digest body{};
    Instant real_now;  // as of Act
    // Of a person's entry: written with it, and her sessions end; empty: hers stays.
    std::string password_hash{};
    // Of install_process: `value` as it was read; where it was not, submit() reads it.
    ReadInstallation read{};
};

// Something on the operational tables: sessions, passwords, uploads.
struct Operate {
    std::function<void(store::Operational&)> work;
};

// Manual clock only: let time pass until `to`; everything due on the way is done, in order.
struct Advance {
    Instant to;
};

using Submission = std::variant<Act, Administer, Operate, Advance, Import>;

struct Answer {
    // As committed, or as it is now when the request was repeated; null when there is none.
    std::shared_ptr<const records::Record> record;
    Json value;                            // of Administer: the entry as it stands
    std::optional<ImportReport> imported;  // of Import
    bool created = false;
    bool replayed = false;
    bool visible = true;  // false: her own act ended her sight of the record
};

using OnDone = std::move_only_function<void(Outcome<Answer>)>;

class Desk {
public:
    enum class Submitted : std::uint8_t { queued, queue_full };

    Desk(store::Store& store, Entropy& entropy, Limits limits = {});
    ~Desk();

    // Reads directory and processes from the journal. Problems with a stored process are reported, not fatal.
    [[nodiscard]] std::vector<std::string> open();

    // What decisions rest on now: immutable; replaced whole after a commit that changed it.
    [[nodiscard]] WorldPtr world() const;

    // Never waits; what reads a process, which may take long, belongs on no thread for which others wait.
    // `done` is called by step(), after the commit.
    [[nodiscard]] Submitted submit(Submission what, OnDone done);
    // Called when something was submitted; to wake the thread that steps. Must not call back.
    void on_submit(std::function<void()> wake);

    // Does what is due and queued, in bounded slices; when to be called next at the latest (now: at once).
    [[nodiscard]] Instant step(Instant now);
    [[nodiscard]] std::size_t queued() const;
    // How many timers and follow-ups a step takes from now on, and took last; what comes of them is the same.
    void pace(std::size_t timers);
    [[nodiscard]] std::size_t timers_done() const;
    // Has what is due decided on a second thread, with entropy for each. All of them outlive the desk.
    void decide_beside(Beside& beside, Entropy& theirs, Entropy& ours);

    // False once a commit's outcome was unknown or the disk is broken: no more writing until reopened.
    [[nodiscard]] bool writable() const;

    // A record that a commit changed: how it stands, and who might know it before and may know it now.
    struct Changed {
        Id record;
        std::string number, process;
        std::int64_t version = 0;
        Kinds kinds;
        Kinds public_kinds;      // of its entries that all may read who know the record
        bool in_public = false;  // there are such entries
        bool in_all = false;     // there are entries of which nothing is kept from whoever may read them
        std::vector<store::KeptEntry> kept;  // the others: the kinds above are without theirs
        bool born = false;
        records::Reach had, has;
    };
    struct Commit {
        std::int64_t head = 0;  // seq of the journal's last event
        std::vector<Changed> changed;
    };
    // After each commit that changed records or the world, once its answers are given: for the live feed.
    void on_commit(std::function<void(const Commit&)> tell);

private:
    class Loop;
    std::unique_ptr<Loop> loop_;
};

}  // namespace reeve::desk
