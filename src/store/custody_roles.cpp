#include "store/custody_roles.hpp"

#include <utility>

#include "store/custody_tally.hpp"
#include "store/unseen_clocks.hpp"

namespace reeve::store {

FlowTest by_roles(FlowTest test) {
    return [test = std::move(test)](const FlowView& row) {
        const std::string roles = pack_roles(row.custody);
        FlowView known = row;
        known.custody = roles;
        return test(known);
    };
}

CustodyFlow custody_by_roles(FlowReader& reader, const Sight& sight, const FlowQuestion& question) {
    CustodyTally tally(question);
    const bool partial = visit_rows(reader, sight, question, by_roles([&](const FlowView& row) {
                                        tally.add(row);
                                        return false;
                                    }));
    CustodyFlow custody = tally.finish();
    custody.partial = partial;
    return custody;
}

}  // namespace reeve::store
