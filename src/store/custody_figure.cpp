#include "store/custody_figure.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "store/custody_tally.hpp"
#include "store/figure_key_internal.hpp"
#include "store/flow_figure.hpp"

namespace reeve::store {
namespace {

std::optional<FlowTest> read_kept(KeyParts parts) {
    const auto holder = bytes_in(parts);
    if (!holder) {
        return std::nullopt;
    }
    return [holder = *holder](const FlowView& row) {
        for (CustodyStretches stretches(row.custody); stretches.next();) {
            if (pack_holder(stretches.custody, stretches.person) == holder) {
                return true;
            }
        }
        return false;
    };
}

std::optional<FlowTest> read_returned(KeyParts parts) {
    if (parts.size() == 1) {
        return [](const FlowView& row) { return returns_of(row.custody) > 0; };
    }
    std::string one, other;
    if (parts.size() != 3 || !unhex(parts[1], one) || !unhex(parts[2], other)) {
        return std::nullopt;
    }
    return [one, other](const FlowView& row) {
        bool found = false;
        each_return(row.custody, [&](std::string_view a, std::string_view b) {
            found = found || (a == one && b == other) || (a == other && b == one);
        });
        return found;
    };
}

std::optional<FlowTest> read_reason(KeyParts parts) {
    if (parts.size() != 2 || parts[1].empty()) {
        return std::nullopt;
    }
    return [reason = std::string(parts[1])](const FlowView& row) {
        for (CustodyStretches stretches(row.custody); stretches.next();) {
            if (stretches.reason == reason) {
                return true;
            }
        }
        return false;
    };
}

}  // namespace

std::optional<FlowTest> read_custody_figure(KeyParts parts) {
    if (parts.empty()) {
        return std::nullopt;
    }
    if (parts[0] == "kept") {
        return read_kept(parts);
    }
    return parts[0] == "returned" ? read_returned(parts) : read_reason(parts);
}

namespace figure {

std::string kept_by(const records::Holder& holder) {
    return "kept." + hex(pack_holder(pack_custody(holder), holder.person));
}
std::string returned() {
    return "returned";
}
std::string returned(const PingPong& pair) {
    return "returned." + hex(pack_custody(pair.a)) + "." + hex(pack_custody(pair.b));
}
std::string reason(std::string_view reason) {
    return "reason." + std::string(reason);
}

}  // namespace figure

std::vector<std::pair<std::string, std::int64_t>> figures_of(const CustodyFlow& custody) {
    std::vector<std::pair<std::string, std::int64_t>> list{
        {figure::all(), custody.records},
        {figure::returned(), custody.returned},
        {figure::reassigned(), custody.hand_overs.records}};
    for (const CustodyHolder& holder : custody.held_by) {
        list.emplace_back(figure::kept_by(holder.holder), holder.records);
    }
    for (const PingPong& pair : custody.pairs) {
        list.emplace_back(figure::returned(pair), pair.records);
    }
    for (const FlowTimes& count : custody.hand_overs.counts) {
        list.emplace_back(figure::reassigned(count.times), count.records);
    }
    for (const CustodyReason& reason : custody.reasons) {
        list.emplace_back(figure::reason(reason.reason), reason.records);
    }
    return list;
}

}  // namespace reeve::store
