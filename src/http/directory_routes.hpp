#pragma once

#include "http/api.hpp"

namespace reeve::http {

void list_people(Api& api, Call call, Reply reply);
void read_person(Api& api, Call call, Reply reply);
void add_person(Api& api, Call call, Reply reply);
void change_person(Api& api, Call call, Reply reply);
void list_organisations(Api& api, Call call, Reply reply);
void read_organisation(Api& api, Call call, Reply reply);
void add_organisation(Api& api, Call call, Reply reply);
void change_organisation(Api& api, Call call, Reply reply);
void list_teams(Api& api, Call call, Reply reply);
void read_team(Api& api, Call call, Reply reply);
void add_team(Api& api, Call call, Reply reply);
void change_team(Api& api, Call call, Reply reply);
void list_calendars(Api& api, Call call, Reply reply);
void read_calendar(Api& api, Call call, Reply reply);
void add_calendar(Api& api, Call call, Reply reply);
void read_calendar_file(Api& api, Call call, Reply reply);
void change_calendar(Api& api, Call call, Reply reply);

}  // namespace reeve::http
