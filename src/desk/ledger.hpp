#pragma once
// The open transaction: decides commands against what it holds, writes what follows, and keeps in hand what
// is written but not yet durable. Each writing stands under a savepoint of its own, but for what the whole
// transaction may be taken back for: all of it happens, or none.

#include <functional>
#include <memory>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/sources.hpp"
#include "desk/desk.hpp"
#include "desk/errand_ahead.hpp"
#include "desk/record_cache.hpp"
#include "desk/words_ahead.hpp"
#include "desk/world.hpp"
#include "records/decide.hpp"
#include "store/store.hpp"

namespace reeve::desk {

class Ledger {
public:
    Ledger(store::Writer& writer, Entropy& entropy, const Limits& limits);

    void begin();
    // What changed, in the order of its first change. Throws StoreFailure; then roll back.
    [[nodiscard]] Desk::Commit commit();
    void rollback() noexcept;
    // After a commit whose outcome is not known: nothing in hand can be trusted.
    void forget_all();

    [[nodiscard]] RecordPtr record(Id id);
    [[nodiscard]] RecordPtr record(std::string_view number);
    // Time has come so far: who votes in whose place is as of now.
    void turn(Instant now);
    // Words of agreements that come into force next; now they do: clocks that rest on them are told, as of
    // that instant.
    [[nodiscard]] const records::LaterWords& words_ahead() { return words_.next(world().directory); }
    void bring_into_force();
    [[nodiscard]] const World& world() const { return draft_ ? *draft_ : *world_; }
    // As of the last commit; a new object whenever it changed.
    [[nodiscard]] const WorldPtr& committed_world() const { return world_; }

    // Written under the same savepoint as what it belongs to: a receipt, a finished follow-up. The record as
    // it will stand.
    using Also = std::function<void(const records::Record* record)>;
    // Decides and writes. Refusals and accidents of its own (busy) leave nothing behind; accidents of the
    // whole transaction come through as StoreFailure.
    [[nodiscard]] Outcome<RecordPtr> carry_out(records::Command command, When when, const Also& also = {});

    // Errands decided ahead, in order, all of the world as it is: how many of them are done. It ends before
    // one whose record has moved, and with none where an accident took them back. With `all_or_none` they
    // have no savepoint, for which SQLite copies each page that they change: an accident is BegunAnew.
    [[nodiscard]] std::size_t carry_out(std::vector<ErrandAhead>& ahead, bool all_or_none);
    // The transaction is to be rolled back and done once more without what was decided ahead.
    struct BegunAnew {};
    [[nodiscard]] bool holds(const ErrandAhead& ahead) const { return !draft_ && ahead.world == world_; }

    // One life of an import: what of it is here already is left as it is. Refusals (busy) and accidents of
    // its own leave nothing of it behind.
    [[nodiscard]] Outcome<records::LifeImported> tell(const records::Command& command, const Import& import,
                                                      const records::ImportedLife& life, When when);
    // Lives that were told before their turn, under one savepoint: true when all of them still hold and are
    // written, false when nothing of them is.
    [[nodiscard]] bool take_ahead(const Import& import, std::span<std::optional<ToldAhead>> all, When when);

    // An event of the directory, built by records/directory_events.hpp: its id, instants and seal are given
    // here.
    [[nodiscard]] Outcome<void> enter(records::Event event, When when, const Also& also = {});
    // An event of a process's stream; the version list that it leads to.
    [[nodiscard]] Outcome<void> enter(records::Event event, When when, std::vector<ProcessVersion> processes,
                                      const Also& also = {});
    // Under a savepoint: true keeps, false and a refusal take back; so does an accident of its own, which
    // gives a refusal.
    [[nodiscard]] Outcome<bool> under_savepoint(const std::function<Outcome<bool>()>& work);
    // At start: what the journal says, which needs no writing. Words that came into force while something was
    // still recorded were told then.
    void start_with(World world, Instant now);

    // Something for people to know that the desk could not do, on the record's own timeline.
    void add_finding(Id record, std::string_view kind, JsonObject detail, When when, Id cause = {});
    // True when a follow-up was added since this was last asked.
    [[nodiscard]] bool take_followed() { return std::exchange(followed_, false); }

private:
    [[nodiscard]] static Outcome<bool> all_or_none(const std::function<Outcome<bool>()>& work);
    [[nodiscard]] Outcome<records::Plan> decide(const records::Command& command, When when);
    [[nodiscard]] Outcome<records::LifeImported> decide_life(const records::Command& command,
                                                             const Import& import,
                                                             const records::ImportedLife& life, When when);
    [[nodiscard]] std::set<Digest> rows_of(Id record);
    [[nodiscard]] bool write(records::Plan& plan, When when);
    [[nodiscard]] bool write_sealed(const records::Plan& plan, When when, const store::Written& written = {});
    [[nodiscard]] bool write_ahead(const ErrandAhead& ahead);
    [[nodiscard]] bool rests_on_the_same(const Import& import, const ToldAhead& ahead) const;
    // An upload that an entry refers to is no longer on its way: its bytes stay.
    void keep_uploads(const records::Plan& plan);
    void add_follow_ups(const records::Plan& plan, When when);
    void drop_deep(const records::Plan& plan, When when);
    void remember(records::Plan& plan);
    void note(const records::Event& event, const records::Plan& plan);
    // Before anything of this transaction is written to them: who may know the records of the plan.
    void note_reach(const records::Plan& plan);
    [[nodiscard]] Digest head_of(Id stream);
    [[nodiscard]] Outcome<void> write_entry(records::Event& event, When when, const Also& also,
                                            const std::function<Outcome<void>()>& apply);
    World& draft();
    // The directory of the draft, without what was taken back.
    void fold_again(Instant now);
    store::Writer& writer_;
    Entropy& entropy_;
    const Limits& limits_;
    RecordCache cache_;
    WorldPtr world_;
    std::shared_ptr<World> draft_;                   // of the open transaction
    std::shared_ptr<records::Directory> directory_;  // the draft's
    std::vector<records::Event> entered_;            // what of it is this transaction's
    std::vector<Desk::Changed> changed_;
    std::unordered_map<Id, std::size_t> changed_at_;  // places in it
    std::unordered_map<Id, records::Reach> had_;  // before the open transaction, of records that were there
    WordsAhead words_;
    bool followed_ = false;
};

}  // namespace reeve::desk
