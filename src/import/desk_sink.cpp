#include "import/desk_sink.hpp"

#include <stdexcept>

namespace reeve::import {

desk::ImportReport DeskSink::put(Batch batch) {
    batch.what.actor.kind = records::ActorKind::desk;
    std::optional<Outcome<desk::Answer>> done;
    const auto submitted =
        desk_.submit(std::move(batch.what), [&](Outcome<desk::Answer> answer) { done = std::move(answer); });
    if (submitted != desk::Desk::Submitted::queued) throw std::runtime_error("the desk takes no import");
    while (!done) (void)desk_.step(clock_.now());
    if (!*done) throw std::runtime_error((*done).error().detail);
    return std::move((*done)->imported).value();
}

}  // namespace reeve::import
