#include "desk/move_view.hpp"

#include "desk/facts.hpp"
#include "desk/situation.hpp"
#include "records/no_supply.hpp"

namespace reeve::desk {

Outcome<MoveView> view_move(Queries& queries, const World& world, Id person, std::string_view number,
                            std::int64_t version, Instant now, std::string_view language) {
    const records::Person* who = world.directory->person(person);
    const bool active = who != nullptr && who->active;
    const store::Sight sight = active ? sight_of(world, *who) : store::Sight{};
    std::optional<records::Record> record;
    if (active) {
        record = queries.reader().record(sight, number);
    }
    if (!record || world.of(*record) == nullptr) {
        return refuse(RefusalKind::unseen, "There is no such record, or you may not see it.");
    }
    records::Command command;
    command.kind = records::Command::Kind::move;
    command.actor = {records::ActorKind::person, person};
    command.record = record->id;
    command.version = version;
    ReaderFacts facts(queries.reader(), sight, world);
    records::NoSupply supply;
    records::Situation situation =
        situation_in(world, world.of(*record), &*record, facts, supply, {now, now});
    Outcome<records::MovePreview> move = records::preview_move(situation, command);
    if (!move) {
        return std::unexpected(std::move(move.error()));
    }
    MoveView view;
    view.after = queries.view(world, person, move->after, now, language, true);
    view.before = queries.view(world, person, std::move(*record), now, language, true);
    view.move = std::move(*move);
    return view;
}

}  // namespace reeve::desk
