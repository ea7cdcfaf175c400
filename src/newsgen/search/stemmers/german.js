/*! German stemmer, generated from german.sbl by the Snowball compiler 3.1.1 (snowball -js; https://snowballstem.org), with its runtime.
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
const a_0=[["",5],["ae",2,1],["oe",3,2],["qu",-1,3],["ue",4,4],["\u00DF",1,5]];const a_1=[["",5],["U",2,1],["Y",1,2],["\u00E4",3,3],["\u00F6",4,4],["\u00FC",2,5]];const a_2=[["e",3],["em",1],["en",3],["erinnen",2,1],["erin",2],["ln",5],["ern",2],["er",2],["s",4],["es",3,1],["lns",5,2]];const a_3=[["tick",-1],["plan",-1],["geordn",-1],["intern",-1],["tr",-1]];const a_4=[["en",1],["er",1],["et",3],["st",2],["est",1,1]];const a_5=[["ig",1],["lich",1]];const a_6=[["end",1],["ig",2],["ung",1],["lich",3],["isch",2],["ik",2],["heit",3],["keit",4]];const a_7=[["'",1],["'sch",1],["'s",1]];const g_v=[17,65,16,1,0,0,0,0,0,0,0,0,0,0,0,0,8,0,32,8];const g_et_ending=[1,128,198,227,32,0,0,0,0,0,0,0,0,0,0,0,0,128];const g_s_ending=[117,30,5];const g_st_ending=[117,30,4];class Stemmer extends BaseStemmer{#I_p2=0;#I_p1=0;#r_prelude(){let a;const v_1=this.c;while(true){const v_2=this.c;lab0:{golab1:while(true)
{const v_3=this.c;lab2:{if(!(this.in_grouping(g_v,97,252)))break lab2;this.bra=this.c;lab3:{const v_4=this.c;lab4:{if(!(this.eq_s("u")))break lab4;this.ket=this.c;if(!(this.in_grouping(g_v,97,252)))break lab4;this.slice_from("U");break lab3;}
this.c=v_4;if(!(this.eq_s("y")))break lab2;this.ket=this.c;if(!(this.in_grouping(g_v,97,252)))break lab2;this.slice_from("Y");}
this.c=v_3;break golab1;}
this.c=v_3;if(this.c>=this.limit)break lab0;this.c++;}
continue;}
this.c=v_2;break;}
this.c=v_1;while(true){const v_5=this.c;lab5:{this.bra=this.c;a=this.find_among(a_0);this.ket=this.c;switch(a){case 1:{this.slice_from("ss");break;}
case 2:{this.slice_from("\u00E4");break;}
case 3:{this.slice_from("\u00F6");break;}
case 4:{this.slice_from("\u00FC");break;}
case 5:{if(this.c>=this.limit)break lab5;this.c++;break;}}
continue;}
this.c=v_5;break;}
return true;}#r_mark_regions(){let I_x;this.#I_p1=this.limit;this.#I_p2=this.limit;const v_1=this.c;if(this.c+3>this.limit)return false;this.c+=3;I_x=this.c;this.c=v_1;if(!this.go_out_grouping(g_v,97,252))return false;this.c++;if(!this.go_in_grouping(g_v,97,252))return false;this.c++;this.#I_p1=this.c;lab0:{if(this.#I_p1>=I_x)break lab0;this.#I_p1=I_x;}
if(!this.go_out_grouping(g_v,97,252))return false;this.c++;if(!this.go_in_grouping(g_v,97,252))return false;this.c++;this.#I_p2=this.c;return true;}#r_postlude(){let a;while(true){const v_1=this.c;lab0:{this.bra=this.c;a=this.find_among(a_1);this.ket=this.c;switch(a){case 1:{this.slice_from("y");break;}
case 2:{this.slice_from("u");break;}
case 3:{this.slice_from("a");break;}
case 4:{this.slice_from("o");break;}
case 5:{if(this.c>=this.limit)break lab0;this.c++;break;}}
continue;}
this.c=v_1;break;}
return true;}#r_R1(){return this.#I_p1<=this.c;}#r_R2(){return this.#I_p2<=this.c;}#r_standard_suffix(){let a;const v_1=this.limit-this.c;lab0:{this.ket=this.c;a=this.find_among_b(a_2);if(a===0)break lab0;this.bra=this.c;if(!this.#r_R1())break lab0;switch(a){case 1:{lab1:{if(!(this.eq_s_b("syst")))break lab1;break lab0;}
this.slice_del();break;}
case 2:{this.slice_del();break;}
case 3:{this.slice_del();const v_2=this.limit-this.c;lab2:{this.ket=this.c;if(!(this.eq_s_b("s"))){this.c=this.limit-v_2;break lab2;}
this.bra=this.c;if(!(this.eq_s_b("nis"))){this.c=this.limit-v_2;break lab2;}
this.slice_del();}
break;}
case 4:{if(!(this.in_grouping_b(g_s_ending,98,116)))break lab0;this.slice_del();break;}
case 5:{this.slice_from("l");break;}}}
this.c=this.limit-v_1;const v_3=this.limit-this.c;lab3:{this.ket=this.c;a=this.find_among_b(a_4);if(a===0)break lab3;this.bra=this.c;if(!this.#r_R1())break lab3;switch(a){case 1:{this.slice_del();break;}
case 2:{if(!(this.in_grouping_b(g_st_ending,98,116)))break lab3;if(this.c-3<this.limit_backward)break lab3;this.c-=3;this.slice_del();break;}
case 3:{const v_4=this.limit-this.c;if(!(this.in_grouping_b(g_et_ending,85,228)))break lab3;this.c=this.limit-v_4;{const v_5=this.limit-this.c;lab4:{if(this.find_among_b(a_3)===0)break lab4;break lab3;}
this.c=this.limit-v_5;}
this.slice_del();break;}}}
this.c=this.limit-v_3;const v_6=this.limit-this.c;lab5:{this.ket=this.c;a=this.find_among_b(a_6);if(a===0)break lab5;this.bra=this.c;if(!this.#r_R2())break lab5;switch(a){case 1:{this.slice_del();const v_7=this.limit-this.c;lab6:{this.ket=this.c;if(!(this.eq_s_b("ig"))){this.c=this.limit-v_7;break lab6;}
this.bra=this.c;lab7:{if(!(this.eq_s_b("e")))break lab7;this.c=this.limit-v_7;break lab6;}
if(!this.#r_R2()){this.c=this.limit-v_7;break lab6;}
this.slice_del();}
break;}
case 2:{lab8:{if(!(this.eq_s_b("e")))break lab8;break lab5;}
this.slice_del();break;}
case 3:{this.slice_del();const v_8=this.limit-this.c;lab9:{this.ket=this.c;lab10:{lab11:{if(!(this.eq_s_b("er")))break lab11;break lab10;}
if(!(this.eq_s_b("en"))){this.c=this.limit-v_8;break lab9;}}
this.bra=this.c;if(!this.#r_R1()){this.c=this.limit-v_8;break lab9;}
this.slice_del();}
break;}
case 4:{this.slice_del();const v_9=this.limit-this.c;lab12:{this.ket=this.c;if(this.find_among_b(a_5)===0){this.c=this.limit-v_9;break lab12;}
this.bra=this.c;if(!this.#r_R2()){this.c=this.limit-v_9;break lab12;}
this.slice_del();}
break;}}}
this.c=this.limit-v_6;const v_10=this.limit-this.c;lab13:{this.ket=this.c;if(this.find_among_b(a_7)===0)break lab13;this.bra=this.c;if(this.c<=this.limit_backward)break lab13;this.c--;if(this.c<=this.limit_backward)break lab13;this.slice_del();}
this.c=this.limit-v_10;return true;}#stem(){const v_1=this.c;this.#r_prelude();this.c=v_1;const v_2=this.c;this.#r_mark_regions();this.c=v_2;this.limit_backward=this.c;this.c=this.limit;this.#r_standard_suffix();this.c=this.limit_backward;const v_3=this.c;this.#r_postlude();this.c=v_3;return true;}
stem(input){this.setCurrent(input);this.#stem();return this.getCurrent();}
stemWord=this.stem;}
const stemmer=new Stemmer();export const stem=(word)=>stemmer.stem(word);
