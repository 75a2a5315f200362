#pragma once
// Round three of loading: whether the whole makes sense.

namespace reeve::process {

struct Defining;
struct Loading;

void check_names(Loading& loading);
void check_notices(Loading& loading);
void check_tables(Loading& loading);
void check_lifecycle(const Defining& in);
void check_acts(const Defining& in);
void check_causes(const Defining& in);
void check_clocks(const Defining& in);
void check_hand_overs(const Defining& in);
void check_idle(const Defining& in);  // warns of what changes nothing
void check_approvals(const Defining& in);
void check_structure(const Defining& in);
void check_rows_from(const Defining& in);  // no entry is worked out from its own table
void check_edges(const Defining& in);
void check_published(const Defining& in);  // in every language
void check_act_graph(Loading& loading);

}  // namespace reeve::process
