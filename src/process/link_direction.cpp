#include "process/link_direction.hpp"

namespace reeve::process {

std::optional<LinkDirection> direction_of(const Process& process, const RecordType& type,
                                          std::string_view name) {
    if (const auto index = type.link(name)) return LinkDirection{&type.links[*index], &type, true};
    for (const RecordType& owner : process.types)
        for (const Link& link : owner.links)
            if (link.inverse == name && !link.is_remote() && &process.types[link.target_type] == &type)
                return LinkDirection{&link, &owner, false};
    return std::nullopt;
}

}  // namespace reeve::process
