#include "process/own_notices.hpp"

#include <algorithm>
#include <array>

#include "base/check.hpp"

namespace reeve::process {
namespace {

Notice told_to_holder(std::string_view name, Words title, Words text) {
    return {std::string(name), std::move(title), std::move(text), {{Notice::To::Kind::holder, 0}}, 0};
}

const std::array<Notice, 4>& all() {
    static const std::array<Notice, 4> notices{
        told_to_holder(desk_refused, {{{"en", "The desk could not act"}, {"pt", "O sistema não pôde agir"}}},
                       {{{"en", "{record.number}: the desk could not do '{desk.act}'. {desk.why}"},
                         {"pt", "{record.number}: o sistema não pôde fazer '{desk.act}'. {desk.why}"}}}),
        told_to_holder(
            exhausted, {{{"en", "There is nobody further"}, {"pt", "Não há mais ninguém"}}},
            {{{"en", "{record.number}: '{desk.act}' found nobody further. It stays with {record.holder}."},
              {"pt",
               "{record.number}: '{desk.act}' não encontrou mais ninguém. Fica com {record.holder}."}}}),
        told_to_holder(
            seat_empty, {{{"en", "Nobody can decide"}, {"pt", "Ninguém pode decidir"}}},
            {{{"en", "{record.number}: {desk.approval} cannot be decided: nobody holds {desk.seats}."},
              {"pt",
               "{record.number}: {desk.approval} não pode ser decidida: ninguém exerce {desk.seats}."}}}),
        told_to_holder(
            effects_refused, {{{"en", "Something did not follow"}, {"pt", "Algo não se seguiu"}}},
            {{{"en", "{record.number}: what was to follow by itself was left out. {desk.why}"},
              {"pt", "{record.number}: o que devia seguir-se por si ficou de fora. {desk.why}"}}})};
    return notices;
}

}  // namespace

std::span<const Notice> own_notices() {
    return all();
}

const Notice* own_notice(std::string_view name) {
    const auto found = std::ranges::find(all(), name, &Notice::name);
    return found == all().end() ? nullptr : &*found;
}

const Notice& own_notice(const Process& process, std::string_view name) {
    const auto declared = std::ranges::find(process.notices, name, &Notice::name);
    if (declared != process.notices.end()) return *declared;
    const Notice* own = own_notice(name);
    REEVE_CHECK(own != nullptr);
    return *own;
}

std::span<const std::string_view> own_places(std::string_view name) {
    static constexpr std::array<std::string_view, 2> of_deed{"desk.act", "desk.why"};
    static constexpr std::array<std::string_view, 2> of_seat{"desk.approval", "desk.seats"};
    static constexpr std::array<std::string_view, 1> of_effects{"desk.why"};
    if (own_notice(name) == nullptr) return {};
    if (name == seat_empty) return of_seat;
    if (name == effects_refused) return of_effects;
    return of_deed;
}

}  // namespace reeve::process
