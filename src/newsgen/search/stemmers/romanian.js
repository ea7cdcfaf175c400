/*! Romanian stemmer, generated from romanian.sbl by the Snowball compiler 3.1.1 (snowball -js; https://snowballstem.org), with its runtime.
   Copyright (c) 2001, Dr Martin Porter; 2004, 2005, Richard Boulton; 2013, Yoshiki Shibukawa; 2006-2025, Olly Betts.
   All rights reserved. Redistribution and use in source and binary forms, with or without modification, are permitted
   under the terms of the 3-clause BSD licence, which https://snowballstem.org/license.html has in full: this notice
   stays, the names of the authors endorse nothing, and there is NO WARRANTY of any kind. */
class BaseStemmer{constructor(){this.current='';this.c=0;this.limit=0;this.limit_backward=0;this.bra=0;this.ket=0;this.af=0;}
setCurrent(value){this.current=value;this.c=0;this.limit=this.current.length;this.limit_backward=0;this.bra=this.c;this.ket=this.limit;}
getCurrent(){return this.current;}
copy_from(other){this.current=other.current;this.c=other.c;this.limit=other.limit;this.limit_backward=other.limit_backward;this.bra=other.bra;this.ket=other.ket;}
in_grouping(s,min,max){if(this.c>=this.limit)return false;let ch=this.current.charCodeAt(this.c);if(ch>max||ch<min)return false;ch-=min;if((s[ch>>>3]&(0x1<<(ch&0x7)))===0)return false;this.c++;return true;}
go_in_grouping(s,min,max){while(this.c<this.limit){let ch=this.current.charCodeAt(this.c);if(ch>max||ch<min)
return true;ch-=min;if((s[ch>>>3]&(0x1<<(ch&0x7)))===0)
return true;this.c++;}
return false;}
in_grouping_b(s,min,max){if(this.c<=this.limit_backward)return false;let ch=this.current.charCodeAt(this.c-1);if(ch>max||ch<min)return false;ch-=min;if((s[ch>>>3]&(0x1<<(ch&0x7)))===0)return false;this.c--;return true;}
go_in_grouping_b(s,min,max){while(this.c>this.limit_backward){let ch=this.current.charCodeAt(this.c-1);if(ch>max||ch<min)return true;ch-=min;if((s[ch>>>3]&(0x1<<(ch&0x7)))===0)return true;this.c--;}
return false;}
out_grouping(s,min,max){if(this.c>=this.limit)return false;let ch=this.current.charCodeAt(this.c);if(ch>max||ch<min){this.c++;return true;}
ch-=min;if((s[ch>>>3]&(0X1<<(ch&0x7)))===0){this.c++;return true;}
return false;}
go_out_grouping(s,min,max){while(this.c<this.limit){let ch=this.current.charCodeAt(this.c);if(ch<=max&&ch>=min){ch-=min;if((s[ch>>>3]&(0X1<<(ch&0x7)))!==0){return true;}}
this.c++;}
return false;}
out_grouping_b(s,min,max){if(this.c<=this.limit_backward)return false;let ch=this.current.charCodeAt(this.c-1);if(ch>max||ch<min){this.c--;return true;}
ch-=min;if((s[ch>>>3]&(0x1<<(ch&0x7)))===0){this.c--;return true;}
return false;}
go_out_grouping_b(s,min,max){while(this.c>this.limit_backward){let ch=this.current.charCodeAt(this.c-1);if(ch<=max&&ch>=min){ch-=min;if((s[ch>>>3]&(0x1<<(ch&0x7)))!==0){return true;}}
this.c--;}
return false;}
eq_s(s){if(this.limit-this.c<s.length)return false;if(!this.current.startsWith(s,this.c))return false;this.c+=s.length;return true;}
eq_s_b(s){if(this.c-this.limit_backward<s.length)return false;if(!this.current.endsWith(s,this.c))return false;this.c-=s.length;return true;}
find_among(v,call_among_func){let i=0;let j=v.length;const c=this.c;const l=this.limit;let common_i=0;let common_j=0;let first_key_inspected=false;while(true){const k=i+((j-i)>>>1);let diff=0;let common=common_i<common_j?common_i:common_j;const w=v[k];let i2;for(i2=common;i2<w[0].length;i2++){if(c+common===l){diff=-1;break;}
diff=this.current.charCodeAt(c+common)-w[0].charCodeAt(i2);if(diff!==0)break;common++;}
if(diff<0){j=k;common_j=common;}else{i=k;common_i=common;}
if(j-i<=1){if(i>0)break;if(j===i)break;if(first_key_inspected)break;first_key_inspected=true;}}
while(true){const w=v[i];if(common_i>=w[0].length){this.c=c+w[0].length;if(w.length<4)return w[1];this.af=w[3];if(call_among_func.call(this)){this.c=c+w[0].length;return w[1];}}
if(!w[2])return 0;i-=w[2];}}
find_among_b(v,call_among_func){let i=0;let j=v.length
const c=this.c;const lb=this.limit_backward;let common_i=0;let common_j=0;let first_key_inspected=false;while(true){const k=i+((j-i)>>1);let diff=0;let common=common_i<common_j?common_i:common_j;const w=v[k];let i2;for(i2=w[0].length-1-common;i2>=0;i2--){if(c-common===lb){diff=-1;break;}
diff=this.current.charCodeAt(c-1-common)-w[0].charCodeAt(i2);if(diff!==0)break;common++;}
if(diff<0){j=k;common_j=common;}else{i=k;common_i=common;}
if(j-i<=1){if(i>0)break;if(j===i)break;if(first_key_inspected)break;first_key_inspected=true;}}
while(true){const w=v[i];if(common_i>=w[0].length){this.c=c-w[0].length;if(w.length<4)return w[1];this.af=w[3];if(call_among_func.call(this)){this.c=c-w[0].length;return w[1];}}
if(!w[2])return 0;i-=w[2];}}#replace_s(c_bra,c_ket,s){const adjustment=s.length-(c_ket-c_bra);this.current=this.current.slice(0,c_bra)+s+this.current.slice(c_ket);this.limit+=adjustment;if(this.c>=c_ket)this.c+=adjustment;else if(this.c>c_bra)this.c=c_bra;return adjustment;}#slice_check(){console.assert(this.bra>=0);console.assert(this.bra<=this.ket);console.assert(this.ket<=this.limit);console.assert(this.limit<=this.current.length);}
slice_from(s){this.#slice_check();this.#replace_s(this.bra,this.ket,s);this.ket=this.bra+s.length;}
slice_del(){this.slice_from("");}
insert(c_bra,c_ket,s){const adjustment=this.#replace_s(c_bra,c_ket,s);if(c_bra<=this.bra)this.bra+=adjustment;if(c_bra<=this.ket)this.ket+=adjustment;}
slice_to(){this.#slice_check();return this.current.slice(this.bra,this.ket);}}
const a_0=[["\u015F",1],["\u0163",2]];const as_0=["\u0219","\u021B"];const a_1=[["",3],["I",1,1],["U",2,2]];const a_2=[["ea",3],["a\u021Bia",7],["aua",2],["iua",4],["a\u021Bie",7],["ele",3],["ile",5],["iile",4,1],["iei",4],["atei",6],["ii",4],["ului",1],["ul",1],["elor",3],["ilor",4],["iilor",4,1]];const a_3=[["icala",4],["iciva",4],["ativa",5],["itiva",6],["icale",4],["a\u021Biune",5],["i\u021Biune",6],["atoare",5],["itoare",6],["\u0103toare",5],["icitate",4],["abilitate",1],["ibilitate",2],["ivitate",3],["icive",4],["ative",5],["itive",6],["icali",4],["atori",5],["icatori",4,1],["itori",6],["\u0103tori",5],["icitati",4],["abilitati",1],["ivitati",3],["icivi",4],["ativi",5],["itivi",6],["icit\u0103i",4],["abilit\u0103i",1],["ivit\u0103i",3],["icit\u0103\u021Bi",4],["abilit\u0103\u021Bi",1],["ivit\u0103\u021Bi",3],["ical",4],["ator",5],["icator",4,1],["itor",6],["\u0103tor",5],["iciv",4],["ativ",5],["itiv",6],["ical\u0103",4],["iciv\u0103",4],["ativ\u0103",5],["itiv\u0103",6]];const as_3=["abil","ibil","iv","ic","at","it"];const a_4=[["ica",1],["abila",1],["ibila",1],["oasa",1],["ata",1],["ita",1],["anta",1],["ista",3],["uta",1],["iva",1],["ic",1],["ice",1],["abile",1],["ibile",1],["isme",3],["iune",2],["oase",1],["ate",1],["itate",1,1],["ite",1],["ante",1],["iste",3],["ute",1],["ive",1],["ici",1],["abili",1],["ibili",1],["iuni",2],["atori",1],["osi",1],["ati",1],["itati",1,1],["iti",1],["anti",1],["isti",3],["uti",1],["i\u0219ti",3],["ivi",1],["it\u0103i",1],["o\u0219i",1],["it\u0103\u021Bi",1],["abil",1],["ibil",1],["ism",3],["ator",1],["os",1],["at",1],["it",1],["ant",1],["ist",3],["ut",1],["iv",1],["ic\u0103",1],["abil\u0103",1],["ibil\u0103",1],["oas\u0103",1],["at\u0103",1],["it\u0103",1],["ant\u0103",1],["ist\u0103",3],["ut\u0103",1],["iv\u0103",1]];const a_5=[["ea",1],["ia",1],["esc",1],["\u0103sc",1],["ind",1],["\u00E2nd",1],["are",1],["ere",1],["ire",1],["\u00E2re",1],["se",2],["ase",1,1],["sese",2,2],["ise",1,3],["use",1,4],["\u00E2se",1,5],["e\u0219te",1],["\u0103\u0219te",1],["eze",1],["ai",1],["eai",1,1],["iai",1,2],["sei",2],["e\u0219ti",1],["\u0103\u0219ti",1],["ui",1],["ezi",1],["\u00E2i",1],["a\u0219i",1],["se\u0219i",2],["ase\u0219i",1,1],["sese\u0219i",2,2],["ise\u0219i",1,3],["use\u0219i",1,4],["\u00E2se\u0219i",1,5],["i\u0219i",1],["u\u0219i",1],["\u00E2\u0219i",1],["a\u021Bi",2],["ea\u021Bi",1,1],["ia\u021Bi",1,2],["e\u021Bi",2],["i\u021Bi",2],["\u00E2\u021Bi",2],["ar\u0103\u021Bi",1],["ser\u0103\u021Bi",2],["aser\u0103\u021Bi",1,1],["seser\u0103\u021Bi",2,2],["iser\u0103\u021Bi",1,3],["user\u0103\u021Bi",1,4],["\u00E2ser\u0103\u021Bi",1,5],["ir\u0103\u021Bi",1],["ur\u0103\u021Bi",1],["\u00E2r\u0103\u021Bi",1],["am",1],["eam",1,1],["iam",1,2],["em",2],["asem",1,1],["sesem",2,2],["isem",1,3],["usem",1,4],["\u00E2sem",1,5],["im",2],["\u00E2m",2],["\u0103m",2],["ar\u0103m",1,1],["ser\u0103m",2,2],["aser\u0103m",1,1],["seser\u0103m",2,2],["iser\u0103m",1,3],["user\u0103m",1,4],["\u00E2ser\u0103m",1,5],["ir\u0103m",1,8],["ur\u0103m",1,9],["\u00E2r\u0103m",1,10],["au",1],["eau",1,1],["iau",1,2],["indu",1],["\u00E2ndu",1],["ez",1],["easc\u0103",1],["ar\u0103",1],["ser\u0103",2],["aser\u0103",1,1],["seser\u0103",2,2],["iser\u0103",1,3],["user\u0103",1,4],["\u00E2ser\u0103",1,5],["ir\u0103",1],["ur\u0103",1],["\u00E2r\u0103",1],["eaz\u0103",1]];const a_6=[["a",1],["e",1],["ie",1,1],["i",1],["\u0103",1]];const g_v=[17,65,16,0,0,0,0,0,0,0,0,0,0,0,0,0,2,32,0,0,4];class Stemmer extends BaseStemmer{#B_standard_suffix_removed=false;#I_p2=0;#I_p1=0;#I_pV=0;#r_norm(){let a;const v_1=this.c;lab0:{while(true){const v_2=this.c;lab1:{golab2:while(true)
{const v_3=this.c;lab3:{this.bra=this.c;a=this.find_among(a_0);if(a===0)break lab3;this.ket=this.c;this.slice_from(as_0[a-1]);this.c=v_3;break golab2;}
this.c=v_3;if(this.c>=this.limit)break lab1;this.c++;}
continue;}
this.c=v_2;break;}}
this.c=v_1;return true;}#r_prelude(){while(true){const v_1=this.c;lab0:{golab1:while(true)
{const v_2=this.c;lab2:{if(!(this.in_grouping(g_v,97,259)))break lab2;this.bra=this.c;lab3:{const v_3=this.c;lab4:{if(!(this.eq_s("u")))break lab4;this.ket=this.c;if(!(this.in_grouping(g_v,97,259)))break lab4;this.slice_from("U");break lab3;}
this.c=v_3;if(!(this.eq_s("i")))break lab2;this.ket=this.c;if(!(this.in_grouping(g_v,97,259)))break lab2;this.slice_from("I");}
this.c=v_2;break golab1;}
this.c=v_2;if(this.c>=this.limit)break lab0;this.c++;}
continue;}
this.c=v_1;break;}
return true;}#r_mark_regions(){this.#I_pV=this.limit;this.#I_p1=this.limit;this.#I_p2=this.limit;const v_1=this.c;lab0:{lab1:{const v_2=this.c;lab2:{if(!(this.in_grouping(g_v,97,259)))break lab2;lab3:{const v_3=this.c;lab4:{if(!(this.out_grouping(g_v,97,259)))break lab4;if(!this.go_out_grouping(g_v,97,259))break lab4;this.c++;break lab3;}
this.c=v_3;if(!(this.in_grouping(g_v,97,259)))break lab2;if(!this.go_in_grouping(g_v,97,259))break lab2;this.c++;}
break lab1;}
this.c=v_2;if(!(this.out_grouping(g_v,97,259)))break lab0;lab5:{const v_4=this.c;lab6:{if(!(this.out_grouping(g_v,97,259)))break lab6;if(!this.go_out_grouping(g_v,97,259))break lab6;this.c++;break lab5;}
this.c=v_4;if(!(this.in_grouping(g_v,97,259)))break lab0;if(this.c>=this.limit)break lab0;this.c++;}}
this.#I_pV=this.c;}
this.c=v_1;const v_5=this.c;lab7:{if(!this.go_out_grouping(g_v,97,259))break lab7;this.c++;if(!this.go_in_grouping(g_v,97,259))break lab7;this.c++;this.#I_p1=this.c;if(!this.go_out_grouping(g_v,97,259))break lab7;this.c++;if(!this.go_in_grouping(g_v,97,259))break lab7;this.c++;this.#I_p2=this.c;}
this.c=v_5;return true;}#r_postlude(){let a;while(true){const v_1=this.c;lab0:{this.bra=this.c;a=this.find_among(a_1);this.ket=this.c;switch(a){case 1:{this.slice_from("i");break;}
case 2:{this.slice_from("u");break;}
case 3:{if(this.c>=this.limit)break lab0;this.c++;break;}}
continue;}
this.c=v_1;break;}
return true;}#r_R1(){return this.#I_p1<=this.c;}#r_step_0(){let a;this.ket=this.c;a=this.find_among_b(a_2);if(a===0)return false;this.bra=this.c;if(!this.#r_R1())return false;switch(a){case 1:{this.slice_del();break;}
case 2:{this.slice_from("a");break;}
case 3:{this.slice_from("e");break;}
case 4:{this.slice_from("i");break;}
case 5:{lab0:{if(!(this.eq_s_b("ab")))break lab0;return false;}
this.slice_from("i");break;}
case 6:{this.slice_from("at");break;}
case 7:{this.slice_from("a\u021Bi");break;}}
return true;}#r_combo_suffix(){let a;const v_1=this.limit-this.c;this.ket=this.c;a=this.find_among_b(a_3);if(a===0)return false;this.bra=this.c;if(!this.#r_R1())return false;this.slice_from(as_3[a-1]);this.#B_standard_suffix_removed=true;this.c=this.limit-v_1;return true;}#r_standard_suffix(){let a;this.#B_standard_suffix_removed=false;while(true){const v_1=this.limit-this.c;lab0:{if(!this.#r_combo_suffix())break lab0;continue;}
this.c=this.limit-v_1;break;}
this.ket=this.c;a=this.find_among_b(a_4);if(a===0)return false;this.bra=this.c;if(this.#I_p2>this.c)return false;switch(a){case 1:{this.slice_del();break;}
case 2:{if(!(this.eq_s_b("\u021B")))return false;this.bra=this.c;this.slice_from("t");break;}
case 3:{this.slice_from("ist");break;}}
this.#B_standard_suffix_removed=true;return true;}#r_verb_suffix(){let a;if(this.c<this.#I_pV)return false;const v_1=this.limit_backward;this.limit_backward=this.#I_pV;this.ket=this.c;a=this.find_among_b(a_5);if(a===0){this.limit_backward=v_1;return false;}
this.bra=this.c;switch(a){case 1:{lab0:{lab1:{if(!(this.out_grouping_b(g_v,97,259)))break lab1;break lab0;}
if(!(this.eq_s_b("u"))){this.limit_backward=v_1;return false;}}
this.slice_del();break;}
case 2:{this.slice_del();break;}}
this.limit_backward=v_1;return true;}#r_vowel_suffix(){this.ket=this.c;if(this.find_among_b(a_6)===0)return false;this.bra=this.c;if(this.#I_pV>this.c)return false;this.slice_del();return true;}#stem(){this.#r_norm();const v_1=this.c;this.#r_prelude();this.c=v_1;this.#r_mark_regions();this.limit_backward=this.c;this.c=this.limit;const v_2=this.limit-this.c;this.#r_step_0();this.c=this.limit-v_2;const v_3=this.limit-this.c;this.#r_standard_suffix();this.c=this.limit-v_3;const v_4=this.limit-this.c;lab0:{lab1:{lab2:{if(!this.#B_standard_suffix_removed)break lab2;break lab1;}
if(!this.#r_verb_suffix())break lab0;}}
this.c=this.limit-v_4;const v_5=this.limit-this.c;this.#r_vowel_suffix();this.c=this.limit-v_5;this.c=this.limit_backward;const v_6=this.c;this.#r_postlude();this.c=v_6;return true;}
stem(input){this.setCurrent(input);this.#stem();return this.getCurrent();}
stemWord=this.stem;}
const stemmer=new Stemmer();export const stem=(word)=>stemmer.stem(word);
